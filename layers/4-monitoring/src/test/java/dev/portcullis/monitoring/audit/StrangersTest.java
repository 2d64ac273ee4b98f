package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Ledger.Entry;
import dev.portcullis.testkit.ExchangeRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
final class StrangersTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int CALLERS = 4;

  @TempDir private Path folder;
  private final List<JsonNode> recorded = new ArrayList<>();
  private boolean refuses;
  private final Strangers strangers = new Strangers(new Tallies(() -> 0), this::record);

  private CompletionStage<Entry> record(ByteBuffer json) {
    if (refuses) {
      return CompletableFuture.failedStage(new DeniedException(Reason.NOT_RECORDED, "full"));
    }
    recorded.add(JSON.readTree(StandardCharsets.UTF_8.decode(json).toString()));
    return CompletableFuture.completedStage(new Entry(recorded.size() - 1));
  }

  private static ExchangeRecord refusal() {
    return Ledgers.stranger("a", "203.0.113.7", Reason.UNAUTHENTICATED);
  }

  private static ExchangeRecord refusalOf(Identity who) {
    var one = refusal();
    return new ExchangeRecord(
        one.id(),
        one.startedAt(),
        one.route(),
        one.method(),
        one.client(),
        Optional.of(who),
        one.model(),
        one.trail(),
        one.denial(),
        one.receipt(),
        0,
        0,
        one.took());
  }

  @Test
  void onlyRefusalsOfTheUnknown_thatNoIntentAnnounced_areStrangers() {
    assertThat(Strangers.isOne(refusal())).isTrue();
    assertThat(Strangers.isOne(refusalOf(Identity.anonymous()))).isTrue();

    assertThat(Strangers.isOne(refusalOf(ExchangeRecords.ALICE))).isFalse();
    assertThat(Strangers.isOne(ExchangeRecords.answered("a"))).isFalse();
    assertThat(Strangers.isOne(ExchangeRecords.refused("a"))).isFalse();
  }

  @Test
  void firstFew_areRecordedWhole_theOthersCounted() {
    int all = Tallies.MAX_WHOLE_OF_A_GROUP + 5;
    for (int i = 0; i < all; i++) {
      strangers.conclude(refusal());
    }
    strangers.flush();

    assertThat(recorded).hasSize(Tallies.MAX_WHOLE_OF_A_GROUP + 1);
    assertThat(recorded.getLast())
        .isEqualTo(
            JSON.readTree(
                """
                {"client":"203.0.113.0/24","count":5,"denied":"unauthenticated",\
                "event":"refusals","route":"predict","since":"2026-01-02T03:04:05.678901Z",\
                "status":401,"time":"2026-01-02T03:04:05.678901Z"}\
                """));
    assertThat(strangers.counted()).isEqualTo(5);
  }

  @Test
  void whatTheLedgerDoesNotTake_isCountedOn_untilItDoes() {
    refuses = true;
    for (int i = 0; i < 10; i++) {
      assertThat(strangers.conclude(refusal()).toCompletableFuture())
          .isCompletedWithValue(Entry.COUNTED);
    }
    strangers.flush();
    strangers.flush();
    refuses = false;

    strangers.flush();

    assertThat(recorded).extracting(entry -> entry.path("count").asInt()).containsExactly(10);
  }

  @Test
  void afterTheClose_nothingIsCountedThatNobodyWouldRecord() {
    strangers.close();
    refuses = true;

    assertThat(strangers.conclude(refusal()).toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void flood_fromEverywhere_takesLittleSpace_andEveryRefusalIsAccountedFor() throws IOException {
    int each = 50_000;
    try (var ledger = Ledgers.open(folder)) {
      try (var callers = Executors.newFixedThreadPool(CALLERS)) {
        for (int caller = 0; caller < CALLERS; caller++) {
          int first = caller;
          callers.execute(() -> flood(ledger, first, each));
        }
      }
      Ledgers.index(Ledgers.intend(ledger, "known"));
    }

    var events = Ledgers.read(folder).stream().map(JSON::readTree).toList();
    long whole = events.stream().filter(e -> e.path("event").asString().equals("outcome")).count();
    long counted = events.stream().mapToLong(e -> e.path("count").asLong(0)).sum();
    assertThat(whole).isBetween(1L, (long) Tallies.MAX_WHOLE);
    assertThat(whole + counted).isEqualTo((long) CALLERS * each);
    assertThat(bytes()).isLessThan(10L * CALLERS * each);
  }

  private static void flood(FileLedger ledger, int caller, int refusals) {
    for (int i = 0; i < refusals; i++) {
      var client = "10." + caller + "." + i % 256 + "." + i % 200;
      var _ = ledger.conclude(Ledgers.stranger("f" + i, client, Reason.QUOTA_EXCEEDED));
    }
  }

  private long bytes() throws IOException {
    long bytes = 0;
    for (var segment : new LedgerFolder(folder).segments()) {
      bytes += Files.size(segment);
    }
    return bytes;
  }
}
