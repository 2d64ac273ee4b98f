package dev.portcullis.gateway.spend;

import dev.portcullis.gateway.store.PostgresServer;
import dev.portcullis.gateway.store.StoreSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A gateway of its own process, which spends one request after the other on several threads, and
 * prints a line <em>before</em> each that it spends: what a killed one had spent is never more than
 * its lines. Ends when the quota is spent.
 */
final class SpendingNode {

  static final String SPENT = "spent";
  private static final int THREADS = 8;

  private SpendingNode() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var server = PostgresServer.connecting(new StoreSettings(URI.create(arguments[0])));
    var limit = Long.parseLong(arguments[1]);
    var pause = Duration.ofMillis(Long.parseLong(arguments[2]));
    var out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    try (server;
        var leases =
            Leases.from(LeaseTable.in(server), () -> Samples.NOON, Duration.ofMillis(200))) {
      spend(leases, limit, pause, out);
    }
  }

  private static void spend(Leases leases, long limit, Duration pause, PrintStream out)
      throws InterruptedException {
    var over = new AtomicBoolean();
    var threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      threads[i] =
          Thread.ofPlatform()
              .start(() -> {
                while (!over.get()) {
                  over.compareAndSet(false, !spendOne(leases, limit, pause, out));
                }
              });
    }
    for (var thread : threads) {
      thread.join();
    }
  }

  private static boolean spendOne(Leases leases, long limit, Duration pause, PrintStream out) {
    var taken = leases.take(List.of(Samples.charge(limit, 1))).toCompletableFuture().join();
    return switch (taken) {
      case Leases.Taken.Reserved(var reservation) -> {
        out.println(SPENT);
        sleep(pause);
        reservation.settle(Samples.answered());
        yield true;
      }
      // Others of this process may have it reserved, but never give it back here.
      case Leases.Taken.Spent _ -> false;
      case Leases.Taken.Away _ -> true;
    };
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
