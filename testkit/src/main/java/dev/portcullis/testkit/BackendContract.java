package dev.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Invocation;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Backend} does. */
public interface BackendContract {

  Backend backend();

  /** A call that it answers. */
  Invocation good();

  /** A call that it cannot answer, such as one for a model that is not there. */
  Invocation impossible();

  @Test
  default void aGoodCall_isAnswered_byTheModelItNames() throws Exception {
    var reply = backend().invoke(good()).toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(reply.model().name()).isEqualTo(good().call().model().name());
    assertThat(reply).isInstanceOf(Answer.class);
  }

  @Test
  default void whatItCannotDo_isADenial_neverAnAnswer() {
    var failure = catchThrowable(() -> backend().invoke(impossible()).toCompletableFuture().join());

    var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    assertThat(cause).isInstanceOf(DeniedException.class);
  }

  @Test
  default void aCallWhoseTimeIsOver_isNotAnsweredLate() {
    var late = good();
    var over = late.within(Duration.ofNanos(1));

    var failure = catchThrowable(() -> backend().invoke(over).toCompletableFuture().join());

    assertThat(failure).isNotNull();
  }
}
