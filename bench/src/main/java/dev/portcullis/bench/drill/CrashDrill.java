package dev.portcullis.bench.drill;

import dev.portcullis.bench.process.GatewayProcess;
import dev.portcullis.monitoring.audit.LedgerCursor;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A power cut under load, again and again: what was answered is in the ledger, and a key that was
 * shown once opens the door for good.
 */
final class CrashDrill implements Exercise {

  private static final String TIMES = "--times";
  private static final int CALLERS = 8;
  private static final int ANSWERED_BEFORE_THE_CUT = 50;
  private static final Duration WARM_UP_DEADLINE = Duration.ofSeconds(30);
  private static final int LATEST_CUT_MILLIS = 200;

  @Override
  public String name() {
    return "crash";
  }

  @Override
  public Map<String, Integer> defaults() {
    return Map.of(TIMES, 20);
  }

  @Override
  public List<String> run(Settings settings, Path folder, PrintStream out)
      throws IOException, InterruptedException {
    try (var upstream = LargeAnswers.start()) {
      var site = Site.prepare(folder, upstream.port());
      var keys = new ArrayList<>(List.of(site.createKey("first")));
      var answered = ConcurrentHashMap.<String>newKeySet();
      int lost = 0;
      try (var client = HttpClient.newBuilder().sslContext(site.certificate().trust()).build()) {
        for (int i = 0; i < settings.number(TIMES); i++) {
          lost += liveUntilCut(site, client, keys, answered);
        }
        try (var _ = site.start()) {
          lost += lost(new Caller(site, client), keys);
        }
      }
      var missing = missing(site.ledger(), answered);
      out.printf(
          "%d cuts, %d requests answered, %d without an entry, %d keys, %d lost%n",
          settings.number(TIMES), answered.size(), missing.size(), keys.size(), lost);
      return failures(missing, lost);
    }
  }

  /** One life of the gateway; returns how many older keys it does not know. */
  private static int liveUntilCut(
      Site site, HttpClient client, List<String> keys, Set<String> answered)
      throws IOException, InterruptedException {
    try (var gateway = site.start()) {
      var caller = new Caller(site, client);
      int lost = lost(caller, keys);
      var callers = new ArrayList<Thread>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(Thread.ofVirtual().start(() -> caller.callUntilCut(keys.getFirst(), answered)));
      }
      int before = answered.size();
      // Made while requests are on their way: it counts from the moment it is shown.
      var made = site.createKey("client-" + keys.size());
      awaitAnswers(gateway, answered, before + ANSWERED_BEFORE_THE_CUT);
      Thread.sleep(ThreadLocalRandom.current().nextInt(LATEST_CUT_MILLIS));
      gateway.kill();
      for (var thread : callers) {
        thread.join();
      }
      keys.add(made);
      return lost;
    }
  }

  private static int lost(Caller caller, List<String> keys)
      throws IOException, InterruptedException {
    int lost = 0;
    for (var key : keys) {
      lost += caller.call(key, Caller.freshId()) == 200 ? 0 : 1;
    }
    return lost;
  }

  private static void awaitAnswers(GatewayProcess gateway, Set<String> answered, int enough)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + WARM_UP_DEADLINE.toNanos();
    while (answered.size() < enough) {
      if (!gateway.isAlive() || System.nanoTime() > end) {
        throw new IOException("the gateway answers nothing: only " + answered.size());
      }
      Thread.sleep(1);
    }
  }

  /** Requests that were answered and have no whole record: what was intended, and how it ended. */
  private static Set<String> missing(Path ledger, Set<String> answered) throws IOException {
    var intended = new HashSet<String>();
    var concluded = new HashSet<String>();
    try (var cursor = LedgerCursor.fromStart(ledger)) {
      for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
        var json = next.get().json();
        (json.contains("\"event\":\"intent\"") ? intended : concluded).add(id(json));
      }
    }
    var missing = new HashSet<>(answered);
    intended.retainAll(concluded);
    missing.removeAll(intended);
    return missing;
  }

  /** An entry's id: ids are ours here, and the member is written without spaces. */
  static String id(String entry) {
    int from = entry.indexOf("\"id\":\"") + "\"id\":\"".length();
    return entry.substring(from, entry.indexOf('"', from));
  }

  private static List<String> failures(Set<String> missing, int lost) {
    var failures = new ArrayList<String>();
    if (!missing.isEmpty()) {
      failures.add(missing.size() + " answered requests are not in the ledger");
    }
    if (lost > 0) {
      failures.add(lost + " keys were lost");
    }
    return failures;
  }
}
