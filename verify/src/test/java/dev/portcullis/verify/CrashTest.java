package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A power cut under load: what was answered is on record, and keys still open the door. */
final class CrashTest {

  private static final int BEFORE_THE_CUT = 60;

  @TempDir private Path data = Path.of("");

  @Test
  void killedUnderLoad_noAnswerIsWithoutARecord_andNoKeyIsLost()
      throws IOException, InterruptedException {
    var answered = ConcurrentHashMap.<String>newKeySet();
    String keyOfFirstLife;

    try (var gateway = RunningGateway.up(data)) {
      keyOfFirstLife = gateway.key();
      loadUntilKilled(gateway, answered);
    }

    assertThat(answered).hasSizeGreaterThanOrEqualTo(BEFORE_THE_CUT);
    assertThat(missingIn(ledger(), answered)).isEmpty();
    try (var revived = RunningGateway.up(data)) {
      var request =
          revived.request("/v2/models/fashion").setHeader("x-api-key", keyOfFirstLife).GET();
      assertThat(revived.send(request.build()).statusCode()).isEqualTo(200);
    }
  }

  private static void loadUntilKilled(RunningGateway gateway, Set<String> answered)
      throws InterruptedException {
    var body = House.read("examples/requests/boot.json");
    var sent = new AtomicInteger();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 8; caller++) {
        callers.execute(() -> callUntilCut(gateway, body, answered, sent));
      }
      while (answered.size() < BEFORE_THE_CUT && sent.get() < 100 * BEFORE_THE_CUT) {
        TimeUnit.MILLISECONDS.sleep(2);
      }
      gateway.kill();
    }
  }

  private static void callUntilCut(
      RunningGateway gateway, String body, Set<String> answered, AtomicInteger sent) {
    try {
      while (sent.incrementAndGet() < 100 * BEFORE_THE_CUT) {
        HttpResponse<String> answer = gateway.postJson("/v1/models/fashion:predict", body);
        if (answer.statusCode() == 200) {
          answered.add(answer.headers().firstValue("x-request-id").orElseThrow());
        }
      }
    } catch (IOException e) {
      // The cut: what this caller was waiting for was never answered.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String ledger() throws IOException {
    var text = new StringBuilder();
    try (var segments = Files.walk(data.resolve("ledger"))) {
      for (var segment : segments.filter(Files::isRegularFile).sorted().toList()) {
        text.append(Files.readString(segment, StandardCharsets.ISO_8859_1));
      }
    }
    return text.toString();
  }

  private static Set<String> missingIn(String ledger, Set<String> ids) {
    var missing = ConcurrentHashMap.<String>newKeySet();
    ids.stream().filter(id -> !ledger.contains(id)).forEach(missing::add);
    return missing;
  }
}
