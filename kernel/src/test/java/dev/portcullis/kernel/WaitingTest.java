package dev.portcullis.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.receipt.Gate;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Models and controls that take their time, and exchanges that come back to their loop. */
final class WaitingTest {

  private final TestRoad road = new TestRoad();

  @Test
  void aModelThatHangs_isGivenUpAtTheRoutesDeadline() {
    road.identified().model = Optional.of(_ -> new CompletableFuture<>());
    road.deadline = Duration.ofMillis(50);

    road.serve();

    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.DEADLINE_EXCEEDED);
  }

  @Test
  void aModelThatFails_isAFailureOfTheModel_notOfTheRequest() {
    Backend broken = _ -> CompletableFuture.failedFuture(new IOException("reset"));
    road.identified().model = Optional.of(broken);

    road.serve();

    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.MODEL_FAILED);
  }

  @Test
  void aLargeBody_isJudgedOnAWorker_andTheExchangeComesBackToItsLoop() {
    var threads = new ArrayList<String>();
    road.identified()
        .with(
            "schema",
            Stage.VALIDATE,
            (Control.OfRequest)
                (_, _) -> {
                  threads.add(Thread.currentThread().getName());
                  return Verdict.pass();
                });
    road.model =
        Optional.of(_ -> {
          threads.add(Thread.currentThread().getName());
          return CompletableFuture.completedFuture(road.reply);
        });

    road.bytesIn = Passage.MAX_INLINE_BYTES + 1;
    road.serve();

    assertThat(threads).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aLargeBody_staysOnTheWorkers_afterAControlThatWaited() {
    var threads = new ArrayList<String>();
    var later =
        new LaterCall(
            CompletableFuture.supplyAsync(
                Verdict::pass, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)));
    road.identified().with("quota", Stage.LIMIT, later);
    for (var stage : List.of(Stage.AUTHORIZE, Stage.VALIDATE)) {
      Control.OfRequest noting =
          (_, _) -> {
            threads.add(Thread.currentThread().getName());
            return Verdict.pass();
          };
      road.with(stage.name(), stage, noting);
    }

    road.bytesIn = Passage.MAX_INLINE_BYTES + 1;
    road.serve();

    assertThat(threads).hasSize(2);
    assertThat(threads.getFirst()).isEqualTo(threads.getLast());
  }

  /** Answers about calls with a given stage. */
  record LaterCall(CompletionStage<? extends Verdict> said) implements Control.OfRequestLater {
    @Override
    public Duration deadline() {
      return Duration.ofSeconds(5);
    }

    @Override
    public int bulkhead() {
      return 1;
    }

    @Override
    public CompletionStage<? extends Verdict> onRequest(Exchange exchange, Call call) {
      return said;
    }
  }

  @Test
  void aControlThatWaits_isWaitedFor_andTheExchangeComesBackToItsLoop() {
    var later =
        new WaitingControl(
            Duration.ofSeconds(5),
            1,
            CompletableFuture.supplyAsync(
                Verdict::pass, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)));
    road.identified().with("redis", Stage.LIMIT, later);

    var record = road.serve();

    assertThat(record.status()).isEqualTo(200);
    assertThat(record.trail().get(1).took()).isGreaterThan(Duration.ofMillis(5));
  }

  @Test
  void aReservationThatComesTooLate_isSettledAllTheSame_onceTheExchangeEnds() {
    var gate = new CompletableFuture<Verdict.OfHead>();
    var settled = new ArrayList<ExchangeRecord>();
    var post = lastOf(new WaitingControl(Duration.ofMillis(20), 1, gate));
    var exchange = exchange();

    assertThat(Asking.aboutHead(post, exchange).join()).isInstanceOf(Verdict.Deny.class);
    gate.complete(new Verdict.Pass(List.of(), settled::add));

    assertThat(settled).isEmpty();
    assertThat(exchange.takeSettlements(road.serve())).hasSize(1);
  }

  @Test
  void aReservationThatComesWhenAllIsOver_isSettledAtOnce() {
    var gate = new CompletableFuture<Verdict.OfHead>();
    var settled = new ArrayList<ExchangeRecord>();
    var post = lastOf(new WaitingControl(Duration.ofMillis(20), 1, gate));
    var exchange = exchange();
    var ended = road.serve();

    assertThat(Asking.aboutHead(post, exchange).join()).isInstanceOf(Verdict.Deny.class);
    assertThat(exchange.takeSettlements(ended)).isEmpty();
    gate.complete(new Verdict.Pass(List.of(), settled::add));

    assertThat(settled).containsExactly(ended);
  }

  private Post lastOf(Control control) {
    road.identified().with("redis", Stage.LIMIT, control);
    return new Plan(road.controls, new Gate("p", "h", Map.of())).ofHead().getLast();
  }

  private static Exchange exchange() {
    return new Exchange(
        "e",
        new Route("r", "p", Route.Access.ANONYMOUS, 1, Duration.ofSeconds(1)),
        new RequestHead(
            "GET", "https", "h", "/", "", Headers.empty(), InetAddress.getLoopbackAddress()),
        Instant.now(),
        Runnable::run);
  }

  @Test
  void aFullBulkhead_deniesAtOnce_andIsFreedWhenTheControlIsDone() {
    var gate = new CompletableFuture<Verdict.OfHead>();
    var post = lastOf(new WaitingControl(Duration.ofMillis(50), 1, gate));
    var exchange = exchange();

    var first = Asking.aboutHead(post, exchange);
    var second = Asking.aboutHead(post, exchange);
    gate.complete(Verdict.pass());
    var third = Asking.aboutHead(post, exchange);

    assertThat(first.join()).isInstanceOf(Verdict.Pass.class);
    assertThat(second.join()).isInstanceOf(Verdict.Deny.class);
    assertThat(third.join()).isInstanceOf(Verdict.Pass.class);
  }

  /** Answers with a given stage, about heads and calls alike. */
  record WaitingControl(
      Duration deadline, int bulkhead, CompletionStage<? extends Verdict.OfHead> said)
      implements Control.OfRequestHeadLater {
    @Override
    public CompletionStage<? extends Verdict.OfHead> onRequestHead(Exchange exchange) {
      return said;
    }
  }
}
