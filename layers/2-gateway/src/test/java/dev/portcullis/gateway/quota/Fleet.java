package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.quota.QuotaStatus.State;
import dev.portcullis.kernel.port.Counters;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import dev.portcullis.kernel.port.Counters.Taken.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/** Several gateways over one Redis. */
final class Fleet implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Limit ENDLESS = new Limit("endless", 1 << 30, Duration.ofHours(1));

  private final List<LimitStore> nodes;

  Fleet(int nodes, RedisSettings settings) {
    this.nodes =
        IntStream.range(0, nodes)
            .mapToObj(_ -> LimitStore.onRedis(settings, 10_000, Clock.systemUTC()))
            .toList();
  }

  LimitStore node(int index) {
    return nodes.get(index);
  }

  /** Keeps asking until every node counts there and, in Redis, owes nothing. */
  void await(State state) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    for (var node : nodes) {
      while (!isAt(state, node)) {
        assertThat(System.nanoTime()).as("%s of %s", state, node.status()).isLessThan(deadline);
        Redises.sleep(Duration.ofMillis(20));
      }
    }
  }

  /** How many of so many takes were admitted on that node. */
  int admitted(int takes, int node, Charge charge) {
    return admitted(takes, nodes.get(node).counters().sharing(), charge);
  }

  /** How many were admitted, of so many takes on each node. */
  int admittedEverywhere(int takes, Charge charge) {
    return IntStream.range(0, nodes.size()).map(node -> admitted(takes, node, charge)).sum();
  }

  @Override
  public void close() {
    nodes.forEach(LimitStore::close);
  }

  static int admitted(int takes, Counters counters, Charge charge) {
    int admitted = 0;
    for (int i = 0; i < takes; i++) {
      admitted += isAdmitted(counters, charge) ? 1 : 0;
    }
    return admitted;
  }

  /** Whether it was admitted; what fails is denied. */
  private static boolean isAdmitted(Counters counters, Charge charge) {
    try {
      var taken = counters.take(List.of(charge)).toCompletableFuture().join();
      return taken.outcome() == Outcome.ADMITTED;
    } catch (CompletionException failed) {
      return false;
    }
  }

  private static boolean isAt(State state, LimitStore node) {
    admitted(1, node.counters().sharing(), new Charge("awaiting", 1, List.of(ENDLESS)));
    var status = node.status();
    return status.state() == state && (state != State.REDIS || status.keysOwed() == 0);
  }
}
