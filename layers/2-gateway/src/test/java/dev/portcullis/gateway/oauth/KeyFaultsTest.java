package dev.portcullis.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.oauth.LocalIssuer.Page;
import dev.portcullis.kernel.Reason;
import dev.portcullis.testkit.Verdicts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that are unreachable, rotated, or not fit to be used: each made to happen. */
final class KeyFaultsTest {

  private static final SigningKey OLD = SigningKeys.of(Algorithm.ES256);
  private static final SigningKey FRESH = SigningKey.generate("fresh", Algorithm.ES256);

  private final LocalIssuer issuer = new LocalIssuer();
  private final PlainEgress egress = new PlainEgress();
  private final Trust trust = new Trust(Trust.rfc9068(issuer.uri()), egress);

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void unreachableIssuer_itsLastGoodKeysCountFor15Minutes_thenNobodyIsLetIn() {
    trust.refresh();
    issuer.close();

    for (var minute = 0; minute < 14; minute++) {
      trust.pass(Duration.ofMinutes(1));
      trust.tick();
      assertPasses(token(OLD));
    }
    assertThat(trust.keys().state()).isEqualTo(KeyStatus.State.LAST_GOOD);
    assertThat(trust.keys().trouble()).isEqualTo("fetch: no answer");

    trust.pass(Duration.ofMinutes(2));
    assertThat(Verdicts.reason(trust.bearer(token(OLD)))).contains(Reason.CONTROL_FAILED);
    assertThat(trust.keys().state()).isEqualTo(KeyStatus.State.CLOSED);
  }

  @Test
  void aTokenThatWasProvenBefore_isNotExcused_whenTheKeysNoLongerCount() {
    trust.refresh();
    var text = token(OLD);
    assertPasses(text);
    issuer.close();

    trust.pass(KeyFollower.LAST_GOOD_COUNTS.plusSeconds(1));

    assertThat(Verdicts.reason(trust.bearer(text))).contains(Reason.CONTROL_FAILED);
  }

  @Test
  void anIssuerThatIsBack_isTrustedAgain() {
    issuer.serveKeys(new Page(500, "application/json", ""));
    trust.refresh();
    assertThat(trust.keys().state()).isEqualTo(KeyStatus.State.CLOSED);

    issuer.publish(List.of(OLD));
    trust.pass(KeyFollower.RETRY_AFTER);
    trust.tick();

    assertPasses(token(OLD));
    assertThat(trust.keys().state()).isEqualTo(KeyStatus.State.CURRENT);
  }

  @Test
  void aNewKey_isFetchedOnce_whenATokenFirstNamesIt() {
    issuer.publish(List.of(OLD));
    trust.refresh();
    issuer.publish(List.of(OLD, FRESH));

    assertPasses(token(FRESH));

    assertPasses(token(OLD));
    assertThat(issuer.askedFor(LocalIssuer.KEYS)).isEqualTo(2);
  }

  @Test
  void unknownKeys_causeOneFetchIn30Seconds_howeverManyAreNamed() {
    issuer.publish(List.of(OLD));
    trust.refresh();

    for (var i = 0; i < 200; i++) {
      var named = FRESH.named("unknown-" + i);
      assertThat(Verdicts.reason(trust.bearer(token(named)))).contains(Reason.UNAUTHENTICATED);
    }
    assertThat(issuer.askedFor(LocalIssuer.KEYS)).isEqualTo(2);

    trust.pass(KeyFollower.DEMAND_AT_MOST_EVERY);
    trust.bearer(token(FRESH));
    trust.bearer(token(FRESH));
    assertThat(issuer.askedFor(LocalIssuer.KEYS)).isEqualTo(3);
  }

  @Test
  void manyWhoNeedTheSameNewKey_shareOneFetch() {
    issuer.publish(List.of(OLD));
    trust.refresh();
    var arrived = new CountDownLatch(1);
    issuer.serve(path -> {
      awaitQuietly(arrived);
      return Page.keys(List.of(OLD, FRESH));
    });

    var asked =
        IntStream.range(0, 50)
            .mapToObj(i ->
                trust
                    .control()
                    .onRequestHead(
                        dev.portcullis.testkit.Exchanges.with(
                            java.util.Map.of("authorization", "Bearer " + token(FRESH)))))
            .toList();
    arrived.countDown();

    assertThat(asked).allMatch(stage -> stage.toCompletableFuture().join().word().equals("pass"));
    assertThat(issuer.askedFor(LocalIssuer.KEYS)).isEqualTo(2);
  }

  @Test
  void aWithdrawnKey_isRefusedWithin60Seconds_alsoForTokensProvenBefore() {
    issuer.publish(List.of(OLD, FRESH));
    trust.refresh();
    var text = token(OLD);
    assertPasses(text);
    issuer.publish(List.of(FRESH));

    for (var second = 0; second < 60; second++) {
      trust.pass(Duration.ofSeconds(1));
      trust.tick();
    }

    assertThat(Verdicts.reason(trust.bearer(text))).contains(Reason.UNAUTHENTICATED);
    assertPasses(token(FRESH));
  }

  @Test
  void anotherKeyUnderTheSameId_endsWhatTheFirstOneProved() {
    issuer.publish(List.of(OLD));
    trust.refresh();
    var text = token(OLD);
    assertPasses(text);

    issuer.publish(List.of(FRESH.named(OLD.id())));
    trust.refresh();

    assertThat(Verdicts.reason(trust.bearer(text))).contains(Reason.UNAUTHENTICATED);
    assertPasses(token(FRESH.named(OLD.id())));
  }

  static Stream<Arguments> poisons() {
    var key = OLD.published();
    var open = key.substring(0, key.length() - 1);
    var rsa = SigningKeys.of(Algorithm.RS256).published();
    var secret =
        "{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"alg\":\"HS256\"}";
    return Stream.of(
        poison("a page with status 200", html("<html>not found</html>")),
        poison("a page that says it is JSON", Page.json("<html>not found</html>")),
        poison(
            "more than a megabyte",
            Page.json("{\"keys\":[],\"a\":\"" + "x".repeat(1 << 20) + "\"}")),
        poison("no member keys", Page.json("{}")),
        poison("keys that are no list", Page.json("{\"keys\":{}}")),
        poison("no keys", set()),
        poison(
            "more keys than anybody has",
            set(Stream.generate(() -> key).limit(101).toArray(String[]::new))),
        poison("two keys of one id", set(key, FRESH.named(OLD.id()).published())),
        poison("a member twice", set(open + ",\"kty\":\"EC\"}")),
        poison(
            "RSA of 1024 bits",
            set(key, SigningKey.rsa("weak", Algorithm.RS256, 1024).published())),
        poison("RSA with exponent 1", set(key, rsa.replace("\"e\":\"AQAB\"", "\"e\":\"AQ\""))),
        poison("RSA with exponent 3", set(key, rsa.replace("\"e\":\"AQAB\"", "\"e\":\"Aw\""))),
        poison(
            "RSA with an even exponent", set(key, rsa.replace("\"e\":\"AQAB\"", "\"e\":\"AQAC\""))),
        poison("a private key", set(key, privateKey())),
        poison("a shared key", set(key, secret)),
        poison("keys for encryption alone", set(open + ",\"use\":\"enc\"}")),
        poison("keys for signing alone", set(open + ",\"key_ops\":[\"sign\"]}")),
        poison("an algorithm of another kind", set(open + ",\"alg\":\"RS256\"}")),
        poison("an HMAC for a public key", set(open + ",\"alg\":\"HS256\"}")),
        poison("an algorithm that nobody may use", set(open + ",\"alg\":\"ES512\"}")),
        poison("an id that is none", set(FRESH.named("../x").published())),
        poison("no id", set(key.replace("\"kid\":\"key-es256\",", ""))),
        poison("a point that is not on the curve", set(key.replace("\"x\":\"", "\"x\":\"BBBB"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("poisons")
  void aPoisonedSet_isIgnored_theLastGoodOneCounts_andTheAlarmShows(String what, Page poison) {
    trust.refresh();
    issuer.serveKeys(poison);

    trust.refresh();

    assertPasses(token(OLD));
    assertPasses(token(SigningKeys.of(Algorithm.RS256)));
    assertThat(trust.keys().state()).as(what).isEqualTo(KeyStatus.State.LAST_GOOD);
    assertThat(trust.keys().trouble()).isNotEmpty();
    assertThat(trust.keys().failures()).isEqualTo(1);
  }

  @Test
  void keysForOtherThings_besideGoodOnes_arePassedOver() {
    var key = SigningKeys.of(Algorithm.RS256).named("enc").published();
    var forEncryption =
        key.substring(0, key.length() - 1) + ",\"use\":\"enc\",\"alg\":\"RSA-OAEP\"}";
    issuer.serveKeys(
        set(
            OLD.published(),
            forEncryption,
            "{\"kty\":\"AKP\",\"kid\":\"new\",\"alg\":\"ML-DSA-44\"}"));

    trust.refresh();

    assertThat(trust.keys().ids()).containsExactly(OLD.id());
    assertPasses(token(OLD));
  }

  @Test
  void aDiscoveryDocumentThatLeadsElsewhere_isNotFollowed() {
    var elsewhere = new LocalIssuer();
    issuer.serve(_ ->
        Page.json(
            "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}"
                .formatted(issuer.uri(), elsewhere.uri())));

    trust.refresh();

    assertThat(trust.keys().state()).isEqualTo(KeyStatus.State.CLOSED);
    assertThat(elsewhere.asked()).isEmpty();
    elsewhere.close();
  }

  @Test
  void aDiscoveryDocumentOfAnotherIssuer_isNotBelieved() {
    issuer.serve(_ ->
        Page.json(
            "{\"issuer\":\"https://other.example\",\"jwks_uri\":\"%s/keys\"}"
                .formatted(issuer.uri())));

    trust.refresh();

    assertThat(trust.keys().trouble()).contains("a discovery document of another issuer");
    assertThat(issuer.askedFor(LocalIssuer.KEYS)).isZero();
  }

  private String token(SigningKey key) {
    return Jwt.good(issuer.uri().toString(), key, trust.now()).text();
  }

  private void assertPasses(String token) {
    assertThat(trust.bearer(token).word()).isEqualTo("pass");
  }

  private static Arguments poison(String what, Page page) {
    return Arguments.of(what, page);
  }

  private static Page set(String... keys) {
    return Page.json("{\"keys\":[" + String.join(",", keys) + "]}");
  }

  private static Page html(String text) {
    return new Page(200, "text/html", text);
  }

  private static String privateKey() {
    var key = FRESH.published();
    return key.substring(0, key.length() - 1) + ",\"d\":\"AAAA\"}";
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
