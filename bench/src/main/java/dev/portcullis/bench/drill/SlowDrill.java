package dev.portcullis.bench.drill;

import dev.portcullis.bench.load.SteadyLoad;
import dev.portcullis.bench.load.SteadyLoad.Reuse;
import dev.portcullis.bench.load.Tally;
import dev.portcullis.bench.load.Target;
import dev.portcullis.bench.process.Child;
import dev.portcullis.bench.process.Family;
import dev.portcullis.bench.process.GatewayProcess;
import dev.portcullis.bench.process.Jvm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;

/**
 * Thousands of slow connections from another process, over many client addresses, and a good client
 * beside them that must not notice: every request of his is answered, and within {@link #IN_TIME}.
 */
final class SlowDrill implements Exercise {

  static final Duration IN_TIME = Duration.ofSeconds(2);

  private static final String CONNECTIONS = "--connections";
  private static final String SECONDS = "--seconds";

  private static final int GOOD_PER_SECOND = 20;
  private static final int GOOD_SENDERS = 8;

  /** The attack is not over before the good client is, whatever starting took. */
  private static final Duration LONGER = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "slow";
  }

  @Override
  public Map<String, Integer> defaults() {
    return Map.of(CONNECTIONS, 8_000, SECONDS, 60);
  }

  @Override
  public List<String> run(Settings settings, Path folder, PrintStream out)
      throws IOException, InterruptedException {
    var time = Duration.ofSeconds(settings.number(SECONDS));
    try (var upstream = LargeAnswers.start()) {
      var site = Site.prepare(folder, upstream.port());
      var good = site.prediction(site.createKey("good"));
      var orders =
          new Orders(
              site.clear(),
              site.encrypted(),
              site.certificate().chain(),
              site.createKey("mallory"),
              settings.number(CONNECTIONS),
              time.plus(LONGER));
      try (var gateway = site.start();
          var attacker = attacker(folder, orders)) {
        var seen = underAttack(gateway, site.certificate().trust(), good, time);
        int exit = attacker.await(PATIENCE);
        if (exit != 0) {
          throw new IOException("the attacker failed:\n" + attacker.output());
        }
        var counts = attacker.output().lines().map(Count::parse).toList();
        print(out, counts, seen);
        return failures(settings, counts, seen, time);
      }
    }
  }

  private static Child attacker(Path folder, Orders orders) throws IOException {
    return Child.start(
        Jvm.command(Attacker.class.getName(), orders.arguments()), folder.resolve("attacker.log"));
  }

  /**
   * What was seen while the attack went on.
   *
   * @param kept the good client's requests over connections that he kept
   * @param fresh those over a new connection each
   */
  private record Seen(Tally kept, Tally fresh, long residentBytes, long files) {}

  private static Seen underAttack(
      GatewayProcess gateway, SSLContext trust, Target good, Duration time)
      throws IOException, InterruptedException {
    var kept = begin(() -> load(trust, Reuse.KEEP_ALIVE).run(good, time));
    var fresh = begin(() -> load(trust, Reuse.EACH_REQUEST).run(good, time));
    // The middle of the attack, when all connections are up.
    Thread.sleep(time.dividedBy(2));
    Family process = gateway.family();
    long residentBytes = process.residentBytes();
    long files = process.files();
    try {
      return new Seen(kept.get(), fresh.get(), residentBytes, files);
    } catch (ExecutionException e) {
      throw new IOException("the good client failed", e);
    }
  }

  private static SteadyLoad load(SSLContext trust, Reuse reuse) {
    return new SteadyLoad(GOOD_PER_SECOND, GOOD_SENDERS, reuse, trust.getSocketFactory());
  }

  private static FutureTask<Tally> begin(Callable<Tally> client) {
    var task = new FutureTask<>(client);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private static void print(PrintStream out, List<Count> counts, Seen seen) {
    out.printf("%-8s %8s %8s %8s %12s%n", "slow", "opened", "refused", "closed", "most at once");
    for (var count : counts) {
      out.printf(
          "%-8s %8d %8d %8d %12d%n",
          count.kind().word(), count.opened(), count.refused(), count.closed(), count.mostAtOnce());
    }
    out.printf(
        "%-8s %8s %8s %8s %8s %8s%n", "good", "answered", "failed", "p50 ms", "p99 ms", "max ms");
    print(out, "kept", seen.kept());
    print(out, "fresh", seen.fresh());
    out.printf("gateway: %d MiB, %d files%n", seen.residentBytes() >> 20, seen.files());
  }

  private static void print(PrintStream out, String name, Tally tally) {
    var latency = tally.latency();
    out.printf(
        "%-8s %8d %8d %8d %8d %8d%n",
        name,
        tally.answered(),
        tally.failed(),
        latency.p50().toMillis(),
        latency.p99().toMillis(),
        latency.max().toMillis());
  }

  private static List<String> failures(
      Settings settings, List<Count> counts, Seen seen, Duration time) {
    var failures = new ArrayList<String>();
    long atOnce = counts.stream().mapToLong(Count::mostAtOnce).sum();
    if (atOnce < settings.number(CONNECTIONS) * 9L / 10) {
      failures.add("only " + atOnce + " slow connections were open at once: this was no attack");
    }
    for (var tally : List.of(seen.kept(), seen.fresh())) {
      long due = time.toSeconds() * GOOD_PER_SECOND;
      if (tally.answered() < due) {
        failures.add((due - tally.answered()) + " of " + due + " good requests were not answered");
      }
      if (tally.latency().max().compareTo(IN_TIME) > 0) {
        failures.add("a good request took " + tally.latency().max().toMillis() + " ms");
      }
    }
    return failures;
  }
}
