package dev.portcullis.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.AnswerStream;
import dev.portcullis.kernel.call.Fragment;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Tokens;
import dev.portcullis.kernel.call.Window;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is used of a model is counted, however the exchange ends. */
final class UseTest {

  private final TestRoad road = new TestRoad().identified();

  @Test
  void whatNeverReachedTheModel_usedNothing() {
    road.with("no", Stage.VALIDATE, (Control.OfRequest) (_, _) -> no());

    assertThat(road.serve().use()).isEqualTo(Use.NONE);
  }

  @Test
  void aWholeAnswer_tellsItsTokens_andItsTimeIsMeasured() {
    var answer = Answer.of(ModelRef.of("llm"), List.of(Part.text("/t", "hi")));
    road.model =
        Optional.of(_ ->
            CompletableFuture.supplyAsync(
                () -> answer.counting(new Tokens(7, 2)),
                CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS)));

    var use = road.serve().use();

    assertThat(use.tokens()).contains(new Tokens(7, 2));
    assertThat(use.compute()).isBetween(Duration.ofMillis(29), Duration.ofSeconds(5));
    assertThat(use.pieces()).isZero();
  }

  @Test
  void aStream_isCountedPieceByPiece() {
    road.reply = TestRoad.streamOf("één ", "", "two", "😀");

    var use = road.serve().use();

    assertThat(use.pieces()).isEqualTo(3);
    assertThat(use.textBytes()).isEqualTo(6 + 3 + 4);
    assertThat(use.streamedBytes()).isEqualTo(13);
    assertThat(use.isAsked()).isTrue();
  }

  @Test
  void aStreamsLastCount_isWhatItsServerTold() {
    var pieces = List.<Fragment>of(new Counted("a", 1), new Counted("b", 2), new Counted("c", 3));
    road.reply =
        new AnswerStream(
            ModelRef.of("llm"),
            200,
            "text/event-stream",
            client -> client.onSubscribe(new Replay(pieces, client)));

    assertThat(road.serve().use().tokens()).contains(new Tokens(5, 3));
  }

  @Test
  void aControl_seesWhatAStreamHasUsed_andItsDenialCutsIt() {
    road.with("spend", Stage.LIMIT, new TwoPieces());
    road.reply = TestRoad.streamOf("one ", "two ", "three ", "four");

    var record = road.serve();

    assertThat(road.sent).hasToString("one two ");
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.QUOTA_EXCEEDED);
    assertThat(record.use().pieces()).isEqualTo(3);
    assertThat(record.bytesOut()).isEqualTo("one two ".length());
    assertThat(record.trail()).extracting(Step::control).contains("spend");
  }

  @Test
  void aModelThatFails_usedItsTime() {
    road.model = Optional.of(_ -> CompletableFuture.failedFuture(new IllegalStateException()));

    var record = road.serve();

    assertThat(record.status()).isEqualTo(502);
    assertThat(record.use().isAsked()).isTrue();
    assertThat(record.use().tokens()).isEmpty();
  }

  @Test
  void aModelThatTheCallNeverLeftFor_usedNothing_whateverTheReason() {
    var turnedBack = DeniedException.unreached(Reason.OVERLOADED, "its queue is full");
    road.model = Optional.of(_ -> CompletableFuture.failedFuture(turnedBack));

    var record = road.serve();

    assertThat(record.status()).isEqualTo(503);
    assertThat(record.use()).isEqualTo(Use.NONE);
  }

  @Test
  void anAnswerThatThereWasNoRoomFor_usedItsModel() {
    var noRoom = new DeniedException(Reason.OVERLOADED, "bytes in flight");
    road.model = Optional.of(_ -> CompletableFuture.failedFuture(noRoom));

    var record = road.serve();

    assertThat(record.status()).isEqualTo(503);
    assertThat(record.use().isAsked()).isTrue();
  }

  private static Verdict no() {
    return Verdict.deny(Reason.BLOCKED, "no");
  }

  private record Counted(String text, long written) implements Fragment {
    @Override
    public Fragment withText(String said) {
      return new Counted(said, written);
    }

    @Override
    public ByteBuffer wire() {
      return ByteBuffer.allocate(text.length());
    }

    @Override
    public Optional<Tokens> tokens() {
      return Optional.of(new Tokens(5, written));
    }
  }

  /** Denies the third piece. */
  private static final class TwoPieces implements Control.OfReplyStream {
    @Override
    public int holdBack() {
      return 0;
    }

    @Override
    public Verdict onReplyWindow(Exchange exchange, Window window) {
      return exchange.use().pieces() > 2
          ? Verdict.deny(Reason.QUOTA_EXCEEDED, "spent")
          : Verdict.pass();
    }
  }
}
