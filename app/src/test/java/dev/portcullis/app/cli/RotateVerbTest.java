package dev.portcullis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.app.wiring.Commons;
import dev.portcullis.gateway.apikey.Environment;
import dev.portcullis.gateway.apikey.Grant;
import dev.portcullis.gateway.apikey.Keys;
import dev.portcullis.gateway.apikey.ShownOnce;
import dev.portcullis.kernel.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that get successors, seen through the gateway's port. */
final class RotateVerbTest {

  private static final int CALLERS = 4;

  @TempDir private Path folder = Path.of("");

  @Test
  void aRotationUnderLoad_failsNoRequest_andTheOldKeysAnswersSaySo() throws Exception {
    try (var gateway = KeptGateway.start(folder, "rotation: {when: by_hand}")) {
      var old = text(keyOfEightyFiveDaysAgo());
      gateway.until(200, old);
      var key = new AtomicReference<>(old);
      var stopped = new AtomicBoolean();
      var answered = new AtomicInteger();
      var failed = new AtomicInteger();
      var callers = callers(gateway, key, stopped, answered, failed);

      var rotated = gateway.verb("keys", "rotate", "--due");
      var file = gateway.data().resolve("rotated/alice.live.key");
      var fresh = Files.readString(file).strip();
      awaitMore(answered, 50);
      // The file is there before the key is known everywhere: at most a second, as with any key.
      Thread.sleep(1_000);
      key.set(fresh);
      awaitMore(answered, 50);
      stopped.set(true);
      for (var caller : callers) {
        caller.join();
      }

      assertThat(rotated.out()).contains("alice: ", "takes over from", "rotated 1");
      assertThat(rotated.out() + rotated.err()).doesNotContain(fresh);
      assertThat(failed).hasValue(0);
      var before = gateway.call("/api/x", old).headers();
      assertThat(before.firstValue("deprecation").orElse("")).startsWith("@");
      assertThat(before.firstValue("sunset").orElse("")).endsWith(" GMT");
      var after = gateway.call("/api/x", fresh).headers();
      assertThat(after.firstValue("deprecation")).isEmpty();
      assertThat(gateway.verb("keys", "rotate", "--due").out()).contains("no key is due");
      assertThat(gateway.admin("/metrics"))
          .contains("portcullis_key_age_days 85.0", "portcullis_keys{end=\"soon\"} 1.0");
    }
  }

  @Test
  void theGatewayRotatesByItself_unlessItIsToldNotTo() throws Exception {
    keyOfEightyFiveDaysAgo();

    try (var gateway = KeptGateway.start(folder, "")) {
      var file = gateway.data().resolve("rotated/alice.live.key");
      var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!Files.exists(file) && System.nanoTime() < end) {
        Thread.sleep(20);
      }

      gateway.until(200, Files.readString(file).strip());
    }
  }

  @Test
  void rotating_isAboutOneKeyOrAllThatAreDue() {
    assertThat(Called.with("keys", "rotate", "--data", folder.toString()).exit()).isEqualTo(2);
    assertThat(
            Called.with("keys", "rotate", "00000000", "--due", "--data", folder.toString()).exit())
        .isEqualTo(2);
    assertThat(Called.with("keys", "rotate", "00000000", "--data", folder.toString()).err())
        .contains("no key 00000000");
  }

  /** A key with five days left, which its owner uses. */
  private ShownOnce keyOfEightyFiveDaysAgo() throws IOException {
    try (var commons = Commons.in(folder.resolve("data"))) {
      var then = Instant.now().minus(85, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
      var there = commons.keys();
      var made =
          new Keys(there.store(), there.peppers().peppers(), () -> then)
              .create(
                  new Grant("alice", "default", List.of("*"), List.of("inference:*")),
                  Environment.LIVE,
                  Duration.ofDays(90));
      there.store().used(Map.of(made.key().id(), Instant.now()));
      return made;
    }
  }

  private static String text(ShownOnce made) {
    return new String(made.text().reveal(Secret.Purpose.SHOW_ONCE), StandardCharsets.US_ASCII);
  }

  private static List<Thread> callers(
      KeptGateway gateway,
      AtomicReference<String> key,
      AtomicBoolean stopped,
      AtomicInteger answered,
      AtomicInteger failed) {
    return IntStream.range(0, CALLERS)
        .mapToObj(_ ->
            Thread.ofVirtual()
                .start(() -> {
                  while (!stopped.get()) {
                    failed.addAndGet(isAnswered(gateway, key.get()) ? 0 : 1);
                    answered.incrementAndGet();
                  }
                }))
        .toList();
  }

  private static boolean isAnswered(KeptGateway gateway, String key) {
    try {
      return gateway.status(key) == 200;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static void awaitMore(AtomicInteger answered, int more) throws InterruptedException {
    var enough = answered.get() + more;
    while (answered.get() < enough) {
      Thread.sleep(5);
    }
  }
}
