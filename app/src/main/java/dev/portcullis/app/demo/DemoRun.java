package dev.portcullis.app.demo;

import dev.portcullis.app.wiring.Commons;
import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.app.wiring.DemoEnvironment;
import dev.portcullis.app.wiring.KeyFolder;
import dev.portcullis.gateway.apikey.Environment;
import dev.portcullis.gateway.apikey.Grant;
import dev.portcullis.gateway.apikey.PepperFile.Purpose;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.monitoring.events.Event;
import dev.portcullis.monitoring.events.LedgerReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Makes the calls against a gateway that {@code up} started, and looks up how each was decided. */
public final class DemoRun {

  private static final int BURST = 12;
  private static final Duration KEY_LIFETIME = Duration.ofHours(1);
  private static final Duration KEY_IS_KNOWN = Duration.ofSeconds(2);
  private static final List<String> SCOPES = List.of("inference:predict");
  private static final int RECENT_RECORDS = 1_000;

  private final DataFolder data;
  private final DemoClient client;
  private final String key;
  private final String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

  public DemoRun(DataFolder data, DemoClient client, DemoEnvironment environment) {
    this.data = data;
    this.client = client;
    this.key = environment.key();
  }

  /**
   * What came of a call.
   *
   * @param event the ledger's record of it; empty where the edge refused it before any road
   */
  public record Outcome(
      String title, String expected, String got, boolean isAsExpected, Optional<Event> event) {}

  /** Makes every call in order. */
  public List<Outcome> make(Consumer<Outcome> heard) throws IOException {
    var outcomes = new ArrayList<Outcome>();
    var calls = DemoCalls.of(client.url(), key);
    for (var call : calls) {
      outcomes.add(tell(make(call, outcomes.size()), heard));
    }
    for (var used : UsedUp.values()) {
      outcomes.add(tell(useUp(used, calls.getFirst(), outcomes.size()), heard));
    }
    outcomes.add(tell(revoked(calls.getFirst(), outcomes.size()), heard));
    return outcomes;
  }

  private static Outcome tell(Outcome outcome, Consumer<Outcome> heard) {
    heard.accept(outcome);
    return outcome;
  }

  private Outcome make(DemoCall call, int number) throws IOException {
    var id = id(number, 0);
    var got = client.send(call.request().with("x-request-id", id));
    return outcome(call, got, id);
  }

  private String id(int number, int repetition) {
    return "demo-%s-%02d-%02d".formatted(run, number + 1, repetition);
  }

  private Outcome outcome(DemoCall call, DemoClient.Got got, String id) throws IOException {
    return new Outcome(
        call.title(),
        call.status() + " " + call.expected(),
        got.status() + " " + DemoCall.said(got),
        call.isMetBy(got),
        event(id));
  }

  /** Limits that a caller can reach, each on a tier of its own. */
  private enum UsedUp {
    BURST("burst", "a burst over the limit"),
    SPENT("pilot", "a quota that is spent");

    private final String tier;
    private final String title;

    UsedUp(String tier, String title) {
      this.tier = tier;
      this.title = title;
    }
  }

  /** A key of its own, so that whoever goes on trying has his own quota left. */
  private Outcome useUp(UsedUp used, DemoCall good, int number) throws IOException {
    var keys = KeyFolder.open(data, Purpose.DEMO).keys();
    var client = "demo-" + used.tier + "-" + run;
    var grant = new Grant(client, used.tier, List.of("fashion"), SCOPES);
    var made = keys.create(grant, Environment.DEMO, KEY_LIFETIME);
    try {
      var text =
          new String(made.text().reveal(Secret.Purpose.SHOW_ONCE), StandardCharsets.US_ASCII);
      return repeat(
          new DemoCall(used.title, good.request().withKey(text), 429, "quota_exceeded"), number);
    } finally {
      keys.revoke(made.key().id());
    }
  }

  /** A key that works, and a moment after it was taken back does not. */
  private Outcome revoked(DemoCall good, int number) throws IOException {
    try (var commons = Commons.in(data.path());
        var revocations = commons.revocations()) {
      var keys = commons.keys().keys();
      var grant = new Grant("demo-" + run, "default", List.of("fashion"), SCOPES);
      var made = keys.create(grant, Environment.DEMO, KEY_LIFETIME);
      var text =
          new String(made.text().reveal(Secret.Purpose.SHOW_ONCE), StandardCharsets.US_ASCII);
      var call =
          new DemoCall(
              "a key that was taken back", good.request().withKey(text), 401, "unauthenticated");
      callUntil(200, call, number);
      var key = Revocation.Target.key(made.key().id().value());
      revocations.revoke(Revocation.of(key, Instant.now(), "demonstration"));
      var outcome = callUntil(401, call, number);
      keys.revoke(made.key().id());
      return outcome;
    }
  }

  private Outcome callUntil(int status, DemoCall call, int number) throws IOException {
    var until = System.nanoTime() + KEY_IS_KNOWN.toNanos();
    int repetition = status;
    var id = id(number, repetition);
    var got = client.send(call.request().with("x-request-id", id));
    while (got.status() != status && System.nanoTime() < until) {
      repetition++;
      id = id(number, repetition);
      got = client.send(call.request().with("x-request-id", id));
    }
    return outcome(call, got, id);
  }

  /** Calls until it is refused; a key that was just made is known to the gateway in a moment. */
  private Outcome repeat(DemoCall call, int number) throws IOException {
    var until = System.nanoTime() + KEY_IS_KNOWN.toNanos();
    var id = id(number, 0);
    var got = client.send(call.request().with("x-request-id", id));
    while (got.status() == 401 && System.nanoTime() < until) {
      got = client.send(call.request().with("x-request-id", id));
    }
    for (int i = 1; i < BURST && got.status() == 200; i++) {
      id = id(number, i);
      got = client.send(call.request().with("x-request-id", id));
    }
    return outcome(call, got, id);
  }

  private Optional<Event> event(String id) throws IOException {
    Optional<Event> found = Optional.empty();
    try (var reader =
        LedgerReader.fromLast(data.ledger(), RECENT_RECORDS, event -> event.id().equals(id))) {
      for (var event = reader.next(); event.isPresent(); event = reader.next()) {
        found = event;
      }
    }
    return found;
  }
}
