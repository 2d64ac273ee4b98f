package dev.portcullis.monitoring.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import dev.portcullis.monitoring.audit.FileLedger;
import dev.portcullis.monitoring.audit.LedgerSettings;
import dev.portcullis.monitoring.audit.Notice;
import dev.portcullis.monitoring.audit.StoredRecord;
import dev.portcullis.monitoring.events.TailSettings.Follow;
import dev.portcullis.monitoring.events.TailSettings.Shown;
import dev.portcullis.testkit.ExchangeRecords;
import dev.portcullis.testkit.Exchanges;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the ledger's files to what a person sees. */
final class EventsTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private FileLedger ledger;

  @BeforeEach
  void openLedger() throws IOException {
    ledger = FileLedger.open(LedgerSettings.defaults(folder), _ -> {});
  }

  @AfterEach
  void closeLedger() throws IOException {
    ledger.close();
  }

  @Test
  void outcome_isShownOnOneLine() throws IOException {
    answer("req-1");

    tail(Follow.STOP, "", Shown.OUTCOMES, Paint.PLAIN);

    assertThat(shown())
        .isEqualTo(
            "03:04:05.678  200                     alice/k1abcdef                fashion:1  "
                + "                                   812 µs  req-1\n");
  }

  @Test
  void refusal_showsTheReasonAndTheControlThatDecided() throws IOException {
    refuse("req-2", "rule 942100");

    tail(Follow.STOP, "", Shown.OUTCOMES, Paint.PLAIN);

    assertThat(shown())
        .contains("403 blocked")
        .contains("by crs")
        .contains("req-2")
        .hasLineCount(1);
  }

  @Test
  void countedRefusals_andRemovals_areShownAsWhatTheyAre() {
    var refusals =
        Event.of(
            new StoredRecord(
                7,
                """
                {"client":"203.0.113.0/24","count":1234,"denied":"unauthenticated",\
                "event":"refusals","route":"predict","since":"2026-01-02T03:04:04Z","status":401,\
                "time":"2026-01-02T03:04:05.678901Z"}\
                """));
    var removal =
        Event.of(
            new StoredRecord(
                8,
                "{\"bytes\":99,\"event\":\"removal\",\"first\":0,\"next\":7,\"why\":\"max_age\"}"));
    var printer =
        new EventPrinter(new PrintStream(shown, true, StandardCharsets.UTF_8), Paint.PLAIN);

    printer.line(refusals);
    printer.line(removal);

    assertThat(refusals.count()).isEqualTo(1_234);
    assertThat(shown())
        .contains("03:04:05.678  401 unauthenticated ×1,234", "203.0.113.0/24", "removal")
        .hasLineCount(2);
    assertThat(removal.detail()).isEqualTo("records 0 to 6 removed");
  }

  @Test
  void notice_isShownOnOneLine_withWhatIsInForce() throws IOException {
    var time = Instant.parse("2026-01-02T03:04:05.678Z");

    var notice = new Notice(time, "configuration", "c0ffee", "applied: 2 changes");
    ledger.note(notice).toCompletableFuture().join();
    tail(Follow.STOP, "", Shown.OUTCOMES, Paint.PLAIN);

    assertThat(shown()).isEqualTo("03:04:05.678  configuration: applied: 2 changes  c0ffee\n");
    assertThat(Tail.find(folder, "configuration")).map(Event::kind).hasValue(Event.Kind.NOTICE);
  }

  @Test
  void terminal_getsColours_andAFileDoesNot() throws IOException {
    answer("a");
    refuse("b", "x");

    tail(Follow.STOP, "", Shown.OUTCOMES, Paint.COLOURED);

    assertThat(shown()).contains("\u001b[32m200", "\u001b[31m403");
    shown.reset();
    tail(Follow.STOP, "", Shown.OUTCOMES, Paint.PLAIN);
    assertThat(shown()).doesNotContain("\u001b");
  }

  @Test
  void intents_areShownOnlyWhenAskedFor() throws IOException {
    ledger
        .intend(Exchanges.with(Map.of()), ExchangeRecords.intent("a"))
        .toCompletableFuture()
        .join();
    answer("a");

    tail(Follow.STOP, "", Shown.OUTCOMES, Paint.PLAIN);
    assertThat(shown()).hasLineCount(1);

    shown.reset();
    tail(Follow.STOP, "", Shown.INTENTS_TOO, Paint.PLAIN);
    assertThat(shown()).hasLineCount(2).contains("intent");
  }

  @Test
  void filterById_showsThatExchangeAlone() throws IOException {
    answer("a");
    answer("b");

    tail(Follow.STOP, "b", Shown.OUTCOMES, Paint.PLAIN);

    assertThat(shown()).hasLineCount(1).endsWith("b\n");
  }

  @Test
  void followingTail_showsWhatComesLater_untilItIsInterrupted()
      throws IOException, InterruptedException {
    var tail = Thread.ofPlatform().start(() -> runTail(Follow.WAIT_FOR_MORE));

    answer("later");
    awaitShown("later");
    tail.interrupt();

    assertThat(tail.join(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void trail_showsEveryStep_whoAskedAndWhy() throws IOException {
    refuse("req-3", "rule 942100, anomaly score 15");
    var event = Tail.find(folder, "req-3").orElseThrow();

    new EventPrinter(out(), Paint.PLAIN).trail(event);

    assertThat(shown())
        .contains("exchange    req-3   record 0")
        .contains("caller      alice/k1abcdef   gold")
        .contains("identify  identify          enforce  pass           12 µs")
        .contains("deny           12 µs  blocked: rule 942100")
        .contains("403 blocked")
        .contains("decided by  crs")
        .contains("why         rule 942100, anomaly score 15");
  }

  @Test
  void unknownId_isNotFound() throws IOException {
    answer("a");

    assertThat(Tail.find(folder, "zzz")).isEmpty();
  }

  @Test
  void exchangeWithoutAnOutcome_isFoundByItsIntent() throws IOException {
    ledger
        .intend(Exchanges.with(Map.of()), ExchangeRecords.intent("test-1"))
        .toCompletableFuture()
        .join();

    assertThat(Tail.find(folder, "test-1")).map(Event::kind).hasValue(Event.Kind.INTENT);
  }

  @Test
  void hostileText_reachesNoTerminal_evenFromAForgedFile() {
    var forged = "{\"event\":\"outcome\",\"id\":\"\\u001b[2J\\u202eevil\",\"time\":\"\\r\\n\"}";
    var event = Event.of(new StoredRecord(0, forged));
    var printer = new EventPrinter(out(), Paint.PLAIN);

    printer.line(event);
    printer.trail(event);

    assertThat(shown()).doesNotContain("\u001b", "\r", "\u202e").contains("?[2J?evil");
  }

  @Test
  void recordThatSaysLittle_isShownWithWhatItSays() {
    var event = Event.of(new StoredRecord(7, "{}"));

    new EventPrinter(out(), Paint.PLAIN).line(event);

    assertThat(event.trail()).isEqualTo(List.of());
    assertThat(shown()).hasLineCount(1);
  }

  @Test
  void negativeCount_isRefused() {
    assertThatThrownBy(() -> new TailSettings(folder, Follow.STOP, -1, "", Shown.OUTCOMES))
        .hasMessage("last: -1 (expected: 0 or more)");
  }

  private void answer(String id) {
    ledger.conclude(ExchangeRecords.answered(id)).toCompletableFuture().join();
  }

  private void refuse(String id, String detail) {
    var record = ExchangeRecords.refused(id, Denial.of(Reason.BLOCKED, detail));
    ledger.conclude(record).toCompletableFuture().join();
  }

  private void tail(Follow follow, String id, Shown which, Paint paint) throws IOException {
    var settings = new TailSettings(folder, follow, 10, id, which);
    new Tail(settings, new EventPrinter(out(), paint)).run();
  }

  private void runTail(Follow follow) {
    try {
      tail(follow, "", Shown.OUTCOMES, Paint.PLAIN);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitShown(String text) throws InterruptedException {
    for (int i = 0; i < 500 && !shown().contains(text); i++) {
      Thread.sleep(20);
    }
    assertThat(shown()).contains(text);
  }

  private PrintStream out() {
    return new PrintStream(shown, true, StandardCharsets.UTF_8);
  }

  private String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
