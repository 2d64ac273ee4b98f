package dev.portcullis.monitoring.usage;

import dev.portcullis.monitoring.audit.LedgerCursor;
import dev.portcullis.monitoring.audit.StoredRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Adds up the outcomes of ledgers. */
public final class UsageReport {

  private static final JsonMapper JSON = new JsonMapper();

  private final UsageFilter filter;
  private final SortedMap<UsageLine.Key, UsageLine.Sums> sums = new TreeMap<>();

  private UsageReport(UsageFilter filter) {
    this.filter = filter;
  }

  /** What these ledgers tell, a gateway's each; it may be writing on. */
  public static List<UsageLine> of(List<Path> ledgers, UsageFilter filter) throws IOException {
    var report = new UsageReport(filter);
    for (var ledger : ledgers) {
      report.read(ledger);
    }
    return report.sums.entrySet().stream()
        .map(line -> new UsageLine(line.getKey(), line.getValue()))
        .toList();
  }

  private void read(Path ledger) throws IOException {
    try (var cursor = LedgerCursor.fromStart(ledger)) {
      for (var stored = cursor.next(); stored.isPresent(); stored = cursor.next()) {
        add(stored.get());
      }
    }
  }

  private void add(StoredRecord stored) {
    var outcome = JSON.readTree(stored.json());
    // Only what reached a model has a time that the model took.
    if (!text(outcome, "event").equals("outcome") || !outcome.has("compute_us")) {
      return;
    }
    var time = Instant.parse(text(outcome, "time"));
    var key =
        new UsageLine.Key(
            time.truncatedTo(ChronoUnit.HOURS), text(outcome, "subject"), text(outcome, "model"));
    if (filter.wants(time, key)) {
      sums.merge(key, sums(outcome), UsageLine.Sums::plus);
    }
  }

  private static UsageLine.Sums sums(JsonNode outcome) {
    return new UsageLine.Sums(
        1,
        outcome.has("denied") || number(outcome, "status") >= 400 ? 0 : 1,
        number(outcome, "tokens_in"),
        number(outcome, "tokens_out"),
        number(outcome, "bytes_in"),
        number(outcome, "bytes_out"),
        number(outcome, "compute_us"));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static long number(JsonNode node, String name) {
    return node.path(name).asLong(0);
  }
}
