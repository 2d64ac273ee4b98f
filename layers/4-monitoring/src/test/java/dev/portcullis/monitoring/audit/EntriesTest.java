package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Finding;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.Step;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.testkit.ExchangeRecords;
import dev.portcullis.testkit.Exchanges;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class EntriesTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void intent_saysWhoAsksWhatOfWhichModel_andProvesThePolicy() {
    var exchange = Exchanges.knowing(ExchangeRecords.ALICE);

    var entry = text(Entries.intent(exchange, ExchangeRecords.intent("a")));

    assertThat(entry)
        .isEqualTo(
            """
            {"bytes_in":1024,"call":{"forwarded":"%s","received":"%s"},"client":"203.0.113.7",\
            "credential":"k1abcdef","event":"intent","id":"test-1","method":"POST",\
            "model":"fashion:1","operation":"predict","policy":"default","policy_hash":"%s",\
            "receipt":"%s","route":"predict","subject":"alice","time":"%s"}\
            """
                .formatted(
                    "b2".repeat(32),
                    "a1".repeat(32),
                    "9f".repeat(32),
                    "c3".repeat(32),
                    exchange.startedAt()));
  }

  @Test
  void outcome_saysWhichControlDecidedAndWhy() {
    var entry = JSON.readTree(text(Entries.outcome(ExchangeRecords.refused("a"))));

    assertThat(entry.path("decided_by").asString()).isEqualTo("crs");
    assertThat(entry.path("denied").asString()).isEqualTo("blocked");
    assertThat(entry.path("detail").asString()).isEqualTo("rule 942100");
    assertThat(entry.path("status").asInt()).isEqualTo(403);
    assertThat(entry.path("took_us").asInt()).isEqualTo(812);
    assertThat(entry.path("trail").size()).isEqualTo(9);
    assertThat(entry.path("trail").get(8))
        .isEqualTo(
            JSON.readTree(
                """
                {"control":"crs","mode":"enforce","stage":"firewall","took_us":12,\
                "verdict":"deny","why":"blocked: rule 942100"}\
                """));
  }

  @Test
  void answer_hasNoDenial_butItsReceipt() {
    var entry = JSON.readTree(text(Entries.outcome(ExchangeRecords.answered("a"))));

    assertThat(entry.has("denied")).isFalse();
    assertThat(entry.has("decided_by")).isFalse();
    assertThat(entry.path("receipt").asString()).isEqualTo("c3".repeat(32));
    assertThat(entry.path("call").path("received").asString()).isEqualTo("a1".repeat(32));
  }

  @Test
  void denialThatNoControlSpoke_isThePipelines_evenIfAnObserverWouldHaveDenied() {
    var denial = Denial.of(Reason.DEADLINE_EXCEEDED, "30 s");
    var observed =
        new Step(
            Stage.FIREWALL, "crs", Mode.OBSERVE, new Verdict.Deny(denial), Duration.ofNanos(1));

    var entry = outcome(List.of(observed), Optional.of(denial));

    assertThat(entry.path("decided_by").asString()).isEqualTo("pipeline");
    assertThat(entry.path("trail").get(0).path("mode").asString()).isEqualTo("observe");
  }

  @Test
  void findings_areOnTheTrail_withTheirScore() {
    var flagged = new Verdict.Flag(new Finding("extraction.suspected", 0.625, "entropy"));
    var rewritten = new Verdict.Rewrite(List.of(), new Finding("dlp.email", 1, "2 found"));

    var trail =
        outcome(
                List.of(
                    ExchangeRecords.step(Stage.SCREEN, "extraction", flagged),
                    ExchangeRecords.step(Stage.PROTECT, "dlp", rewritten)),
                Optional.empty())
            .path("trail");

    assertThat(trail.get(0).path("why").asString())
        .isEqualTo("extraction.suspected: 63 %: entropy");
    assertThat(trail.get(1).path("why").asString()).isEqualTo("dlp.email: 100 %: 2 found");
  }

  @Test
  void members_areInAlphabeticalOrder_everywhere() {
    var entries =
        List.of(
            Entries.intent(Exchanges.with(Map.of()), ExchangeRecords.intent("a")),
            Entries.outcome(ExchangeRecords.answered("a")),
            Entries.outcome(ExchangeRecords.refused("a")));

    assertThat(entries).allSatisfy(entry -> assertSorted(JSON.readTree(text(entry))));
  }

  @Test
  void largestRecordThereCanBe_fitsATransparencyLogsEntry_andSaysWhatWasCut() {
    var denial = Denial.of(Reason.BLOCKED, "\u202e".repeat(100_000));
    var step = ExchangeRecords.step(Stage.FIREWALL, "\n".repeat(10_000), new Verdict.Deny(denial));

    var bytes =
        Entries.outcome(
            ExchangeRecords.record(
                "\u001b".repeat(10_000), Collections.nCopies(5_000, step), Optional.of(denial)));

    assertThat(bytes.remaining()).isBetween(50_000, Entries.MAX_BYTES);
    var entry = JSON.readTree(text(bytes));
    assertThat(entry.path("trail").size() + entry.path("trail_cut").asInt()).isEqualTo(5_000);
  }

  @Test
  void requestsHeaders_areNeverOnRecord() {
    var exchange = Exchanges.with(Map.of("authorization", "Bearer pcl_live_s3cret"));

    assertThat(text(Entries.intent(exchange, ExchangeRecords.intent("a"))))
        .doesNotContain("s3cret", "authorization");
  }

  private static JsonNode outcome(List<Step> trail, Optional<Denial> denial) {
    ExchangeRecord record = ExchangeRecords.record("a", trail, denial);
    return JSON.readTree(text(Entries.outcome(record)));
  }

  private static void assertSorted(JsonNode node) {
    assertThat(node.propertyNames().stream().toList()).isSorted();
    node.forEach(EntriesTest::assertSorted);
  }

  private static String text(ByteBuffer entry) {
    return StandardCharsets.UTF_8.decode(entry.duplicate()).toString();
  }
}
