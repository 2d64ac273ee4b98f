package dev.portcullis.bench.drill;

import dev.portcullis.bench.load.SteadyLoad;
import dev.portcullis.bench.load.SteadyLoad.Reuse;
import dev.portcullis.bench.load.Tally;
import dev.portcullis.bench.load.Target;
import dev.portcullis.bench.process.Child;
import dev.portcullis.bench.process.Family;
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
 * beside them: every request of his is answered, within {@link #IN_TIME}, his route's deadline.
 */
final class SlowDrill implements Exercise {

  static final Duration IN_TIME = Duration.ofSeconds(30);

  private static final String CONNECTIONS = "--connections";
  private static final String SECONDS = "--seconds";

  private static final int GOOD_PER_SECOND = 20;
  private static final int GOOD_SENDERS = 8;

  /** What goes on before: a gateway that was started just now is slow by itself. */
  private static final Duration CALM = Duration.ofSeconds(30);

  private static final int CALM_PER_SECOND = 150;

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
      var client =
          new GoodClient(site.prediction(site.createKey("good")), site.certificate().trust());
      var orders =
          new Orders(
              site.clear(),
              site.encrypted(),
              site.certificate().chain(),
              site.createKey("mallory"),
              settings.number(CONNECTIONS),
              time.plus(LONGER));
      try (var gateway = site.start()) {
        var calm = client.load(CALM_PER_SECOND, Reuse.EACH_REQUEST).run(client.request(), CALM);
        var seen = attack(orders, folder, () -> client.watch(gateway.family(), time));
        print(out, calm, seen);
        return failures(settings, seen, time);
      }
    }
  }

  /** Somebody whose requests must go on being answered. */
  private record GoodClient(Target request, SSLContext trust) {

    SteadyLoad load(int perSecond, Reuse reuse) {
      return new SteadyLoad(perSecond, GOOD_SENDERS, reuse, trust.getSocketFactory());
    }

    Watched watch(Family gateway, Duration time) throws InterruptedException, ExecutionException {
      var kept = begin(() -> load(GOOD_PER_SECOND, Reuse.KEEP_ALIVE).run(request, time));
      var fresh = begin(() -> load(GOOD_PER_SECOND, Reuse.EACH_REQUEST).run(request, time));
      // The middle of the attack, when all connections are up.
      Thread.sleep(time.dividedBy(2));
      long residentBytes = gateway.residentBytes();
      long files = gateway.files();
      return new Watched(kept.get(), fresh.get(), residentBytes, files);
    }
  }

  /**
   * What the good client saw while the attack went on.
   *
   * @param kept his requests over connections that he kept
   * @param fresh those over a new connection each
   */
  private record Watched(Tally kept, Tally fresh, long residentBytes, long files) {}

  /** What both sides saw. */
  private record Seen(Watched good, List<Count> slow) {}

  private static Seen attack(Orders orders, Path folder, Callable<Watched> meanwhile)
      throws IOException, InterruptedException {
    var command = Jvm.command(Attacker.class.getName(), orders.arguments());
    try (var attacker = Child.start(command, folder.resolve("attacker.log"))) {
      var watched = get(begin(meanwhile));
      if (attacker.await(PATIENCE) != 0) {
        throw new IOException("the attacker failed:\n" + attacker.output());
      }
      return new Seen(watched, attacker.output().lines().map(Count::parse).toList());
    }
  }

  private static <T> FutureTask<T> begin(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private static <T> T get(FutureTask<T> task) throws IOException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException("the good client failed", e);
    }
  }

  private static void print(PrintStream out, Tally calm, Seen seen) {
    out.printf("%-8s %8s %8s %8s %12s%n", "slow", "opened", "refused", "closed", "most at once");
    for (var count : seen.slow()) {
      out.printf(
          "%-8s %8d %8d %8d %12d%n",
          count.kind().word(), count.opened(), count.refused(), count.closed(), count.mostAtOnce());
    }
    out.printf(
        "%-8s %8s %8s %8s %8s %8s%n", "good", "answered", "failed", "p50 ms", "p99 ms", "max ms");
    print(out, "before", calm);
    print(out, "kept", seen.good().kept());
    print(out, "fresh", seen.good().fresh());
    out.printf(
        "gateway  %d MiB, %d files%n", seen.good().residentBytes() >> 20, seen.good().files());
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

  private static List<String> failures(Settings settings, Seen seen, Duration time) {
    var failures = new ArrayList<String>();
    long atOnce = seen.slow().stream().mapToLong(Count::mostAtOnce).sum();
    if (atOnce < settings.number(CONNECTIONS) * 9L / 10) {
      failures.add("only " + atOnce + " slow connections were open at once: this was no attack");
    }
    for (var tally : List.of(seen.good().kept(), seen.good().fresh())) {
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
