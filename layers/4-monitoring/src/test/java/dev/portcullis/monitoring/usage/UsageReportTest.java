package dev.portcullis.monitoring.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Use;
import dev.portcullis.kernel.call.Tokens;
import dev.portcullis.monitoring.audit.FileLedger;
import dev.portcullis.monitoring.audit.LedgerSettings;
import dev.portcullis.testkit.ExchangeRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsageReportTest {

  private static final Instant HOUR = Instant.parse("2026-01-02T03:00:00Z");
  private static final Use TOLD =
      new Use(Optional.of(new Tokens(7, 3)), 0, 0, 0, Duration.ofNanos(1_500_001));
  private static final Use UNTOLD = new Use(Optional.empty(), 0, 0, 0, Duration.ofMillis(2));

  @TempDir private Path folder = Path.of("");

  private List<UsageLine> report(UsageFilter filter, ExchangeRecord... records) throws IOException {
    try (var ledger = FileLedger.open(LedgerSettings.defaults(folder), _ -> {})) {
      for (var record : records) {
        ledger.conclude(record).toCompletableFuture().join();
      }
    }
    return UsageReport.of(List.of(folder), filter);
  }

  @Test
  void whatAClientUsedOfAModel_isAddedUp_byTheHour() throws IOException {
    var lines =
        report(
            UsageFilter.EVERYTHING,
            ExchangeRecords.used("alice", TOLD),
            ExchangeRecords.used("bob", UNTOLD),
            ExchangeRecords.used("alice", UNTOLD));

    assertThat(lines)
        .containsExactly(
            new UsageLine(
                new UsageLine.Key(HOUR, "alice", "fashion:1"),
                new UsageLine.Sums(2, 2, 7, 3, 2_048, 512, 3_501)),
            new UsageLine(
                new UsageLine.Key(HOUR, "bob", "fashion:1"),
                new UsageLine.Sums(1, 1, 0, 0, 1_024, 256, 2_000)));
  }

  @Test
  void whatNeverReachedAModel_isNoUsage() throws IOException {
    assertThat(
            report(
                UsageFilter.EVERYTHING,
                ExchangeRecords.refused("r1"),
                ExchangeRecords.answered("a1")))
        .isEmpty();
  }

  @Test
  void aFilter_wantsOneClient_oneModel_oneTime() throws IOException {
    var later = HOUR.plus(Duration.ofHours(1));
    var wanted = new UsageFilter(HOUR, later, "alice", "fashion:1");
    report(wanted, ExchangeRecords.used("alice", TOLD), ExchangeRecords.used("bob", TOLD));

    assertThat(UsageReport.of(List.of(folder), wanted)).hasSize(1);
    for (var other :
        List.of(
            new UsageFilter(later, Instant.MAX, "", ""),
            new UsageFilter(Instant.MIN, HOUR, "", ""),
            new UsageFilter(HOUR, later, "carol", ""),
            new UsageFilter(HOUR, later, "alice", "minilm"))) {
      assertThat(UsageReport.of(List.of(folder), other)).isEmpty();
    }
    assertThatThrownBy(() -> new UsageFilter(HOUR, HOUR, "", ""))
        .hasMessageContaining("expected: before");
  }

  @Test
  void severalGateways_areAddedUp() throws IOException {
    report(UsageFilter.EVERYTHING, ExchangeRecords.used("alice", TOLD));

    var lines = UsageReport.of(List.of(folder, folder), UsageFilter.EVERYTHING);

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().sums().requests()).isEqualTo(2);
  }

  @Test
  void csvAndJson_sayTheSame_andNothingActsOnASpreadsheet() throws IOException {
    var lines = report(UsageFilter.EVERYTHING, ExchangeRecords.used("=1+\"a\",b", TOLD));

    assertThat(UsageFormat.CSV.write(lines))
        .isEqualTo(
            """
            hour,client,model,requests,answered,tokens_in,tokens_out,bytes_in,bytes_out,compute_ms
            2026-01-02T03:00:00Z,"'=1+""a"",b",fashion:1,1,1,7,3,1024,256,2
            """);
    assertThat(UsageFormat.JSON.write(lines))
        .contains("\"client\":\"=1+\\\"a\\\",b\"", "\"tokens_in\":7", "\"compute_ms\":2");
  }
}
