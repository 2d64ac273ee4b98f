package dev.portcullis.testkit;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.Step;
import dev.portcullis.kernel.Use;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.port.Intent;
import dev.portcullis.kernel.receipt.Outcome;
import dev.portcullis.kernel.receipt.Receipt;
import dev.portcullis.kernel.receipt.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Records as the pipeline would make them, for tests of ledgers and witnesses. */
public final class ExchangeRecords {

  public static final Identity ALICE =
      new Identity("alice", "k1abcdef", "gold", List.of("*"), List.of("inference:predict"));
  public static final ModelRef MODEL = new ModelRef("fashion", "1");
  public static final Instant STARTED_AT = Instant.parse("2026-01-02T03:04:05.678901Z");

  private ExchangeRecords() {}

  /** An exchange that passed eight controls and was answered. */
  public static ExchangeRecord answered(String id) {
    return record(id, passes(), Optional.empty());
  }

  /** An exchange that the firewall refused. */
  public static ExchangeRecord refused(String id, Denial denial) {
    var trail = passes();
    trail.add(step(Stage.FIREWALL, "crs", new Verdict.Deny(denial)));
    return record(id, trail, Optional.of(denial));
  }

  /** An exchange that the firewall refused for a fixed reason. */
  public static ExchangeRecord refused(String id) {
    return refused(id, Denial.of(Reason.BLOCKED, "rule 942100"));
  }

  /** An exchange of this client's that was answered, and used this of its model. */
  public static ExchangeRecord used(String client, Use use) {
    var plain = answered(client);
    var caller =
        new Identity(client, "k1abcdef", "gold", List.of("*"), List.of("inference:predict"));
    return new ExchangeRecord(
        plain.id(),
        plain.startedAt(),
        plain.route(),
        plain.method(),
        plain.client(),
        Optional.of(caller),
        plain.model(),
        plain.trail(),
        plain.denial(),
        plain.receipt(),
        plain.bytesIn(),
        plain.bytesOut(),
        plain.took(),
        plain.answered(),
        use);
  }

  public static ExchangeRecord record(String id, List<Step> trail, Optional<Denial> denial) {
    return new ExchangeRecord(
        id,
        STARTED_AT,
        Exchanges.ROUTE,
        "POST",
        "203.0.113.7",
        Optional.of(ALICE),
        Optional.of(MODEL),
        trail,
        denial,
        denial.isEmpty() ? Optional.of(receipt(id)) : Optional.empty(),
        1_024,
        256,
        Duration.ofNanos(812_345));
  }

  /** What the pipeline intends when the call of an exchange has passed. */
  public static Intent intent(String id) {
    return new Intent(Operation.PREDICT, receipt(id), 1_024);
  }

  public static Receipt receipt(String id) {
    return new Receipt(
        id,
        Exchanges.ROUTE.id(),
        "9f".repeat(32),
        ALICE.subject(),
        MODEL,
        "a1".repeat(32),
        "b2".repeat(32),
        STARTED_AT,
        List.of(new Slot(Stage.IDENTIFY, "apikey=pass", Outcome.ALLOW)),
        "c3".repeat(32));
  }

  public static Step step(Stage stage, String control, Verdict verdict) {
    return new Step(stage, control, Mode.ENFORCE, verdict, Duration.ofNanos(12_345));
  }

  private static List<Step> passes() {
    var trail = new ArrayList<Step>();
    for (var stage : Stage.values()) {
      if (stage != Stage.FIREWALL) {
        trail.add(step(stage, stage.name().toLowerCase(Locale.ROOT), Verdict.pass()));
      }
    }
    return trail;
  }
}
