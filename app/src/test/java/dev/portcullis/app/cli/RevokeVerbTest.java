package dev.portcullis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that are taken back from the command line, seen through the gateway's port. */
final class RevokeVerbTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path folder = Path.of("");
  private KeptGateway gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = KeptGateway.start(folder, "");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private String workingKey(String client) throws IOException, InterruptedException {
    var key = gateway.key(client);
    gateway.until(200, key);
    return key;
  }

  private static String id(String key) {
    return key.split("_", -1)[2];
  }

  @Test
  void aKey_isRefusedWithinASecond_whicheverVerbTookItBack() throws Exception {
    var first = workingKey("alice");
    var second = workingKey("bob");

    var called = gateway.verb("keys", "revoke", id(first));
    var firstAfter = gateway.until(401, first);
    var other = gateway.verb("revoke", "key", id(second), "--why", "leaked");
    var secondAfter = gateway.until(401, second);

    assertThat(called.out()).isEqualTo("revoked " + id(first) + " of alice\n");
    assertThat(other.exit()).isZero();
    assertThat(firstAfter).isLessThan(SECOND);
    assertThat(secondAfter).isLessThan(SECOND);
    assertThat(gateway.verb("keys", "list").out().lines().filter(l -> l.contains("revoked")))
        .hasSize(2);
    assertThat(gateway.verb("revoke", "list").out()).contains("leaked").doesNotContain(first);
    assertThat(gateway.admin("/status")).contains("\"state\" : \"POLLED\"", "\"in_force\" : 2");
    assertThat(gateway.admin("/metrics")).contains("portcullis_revocations_in_force 2.0");
  }

  @Test
  void aSubject_isRefused_untilItIsLifted() throws Exception {
    var key = workingKey("alice");
    var other = workingKey("bob");

    gateway.verb("revoke", "subject", "alice", "--why", "left");
    var refusedAfter = gateway.until(401, key);
    var others = gateway.status(other);
    var listed = gateway.verb("revoke", "list").out();
    gateway.verb("revoke", "lift", "subject", "alice");
    gateway.until(200, key);

    assertThat(refusedAfter).isLessThan(SECOND);
    assertThat(others).isEqualTo(200);
    assertThat(listed).contains("subject     alice", "any time", "left");
    assertThat(gateway.verb("revoke", "list").out()).doesNotContain("alice");
  }

  @Test
  void whatWasIssuedBefore_isRefused_andWhatIsNewerIsNot() throws Exception {
    var old = workingKey("alice");

    var called = gateway.verb("revoke", "before", "now", "--client", "alice");
    gateway.until(401, old);
    var fresh = workingKey("alice");

    assertThat(called.out()).isEqualTo("revoked client alice\n");
    assertThat(gateway.status(fresh)).isEqualTo(200);
    assertThat(gateway.status(old)).isEqualTo(401);
  }

  @Test
  void anOpenStream_endsWhenItsKeyIsTakenBack() throws Exception {
    var key = workingKey("alice");
    var body =
        "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    var lines = new AtomicInteger();
    var ended = new CompletableFuture<Instant>();
    var answer =
        gateway
            .client()
            .send(gateway.request("/v1/chat/completions", key, body), BodyHandlers.ofLines());
    Thread.ofVirtual().start(() -> drain(answer.body(), lines, ended));
    while (lines.get() < 10) {
      Thread.sleep(10);
    }

    gateway.verb("revoke", "subject", "alice");
    var revokedAt = Instant.now();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Duration.between(revokedAt, ended.get(20, TimeUnit.SECONDS))).isLessThan(SECOND);
  }

  private static void drain(
      Stream<String> body, AtomicInteger lines, CompletableFuture<Instant> ended) {
    try {
      body.forEach(_ -> lines.incrementAndGet());
    } catch (RuntimeException cut) {
      lines.incrementAndGet();
    }
    ended.complete(Instant.now());
  }

  @Test
  void aLongExchange_isNotAnswered_whereItsKeyIsTakenBackMeanwhile() throws Exception {
    var key = workingKey("alice");
    var answer =
        gateway
            .client()
            .sendAsync(gateway.request("/api/slow", key, "{}"), BodyHandlers.ofString());
    gateway.awaitSlowCall();

    gateway.verb("revoke", "subject", "alice");
    gateway.until(401, key);
    gateway.answerSlowCall();

    assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(403);
    assertThat(answer.get().body()).doesNotContain("late");
  }

  @Test
  void whoIsNobody_isNotAsked_andKeysThatWereNotTakenBackWork() throws Exception {
    var key = workingKey("alice");

    gateway.verb("revoke", "subject", "anonymous");
    gateway.verb("revoke", "token", "alice");

    assertThat(gateway.call("/open/x", key).statusCode()).isEqualTo(200);
    assertThat(gateway.status(key)).isEqualTo(200);
  }

  @Test
  void whatMakesNoSense_isSaidSo_andTakesNothingBack() {
    assertThat(gateway.verb("revoke", "key", "00000000").err()).contains("no key 00000000");
    assertThat(gateway.verb("revoke", "issuer-key", "k1").err()).contains("expected: whose key");
    assertThat(gateway.verb("revoke", "lift", "key", "00000000").err()).contains("made anew");
    assertThat(gateway.verb("revoke", "lift", "client", "x").err()).contains("see `revoke list`");
    assertThat(gateway.verb("revoke", "before", "yesterday", "--client", "x").exit()).isOne();
    assertThat(gateway.verb("revoke", "before", "now").exit()).isEqualTo(2);
    assertThat(gateway.verb("revoke", "list").out().lines()).hasSize(1);
  }
}
