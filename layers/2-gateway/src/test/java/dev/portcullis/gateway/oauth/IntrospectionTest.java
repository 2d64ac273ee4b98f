package dev.portcullis.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gateway.oauth.LocalIssuer.Page;
import dev.portcullis.kernel.Reason;
import dev.portcullis.testkit.Verdicts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class IntrospectionTest {

  private static final String TOKEN = "2YotnFZFEjr1zCsicMWpAA";

  private final LocalIssuer issuer = new LocalIssuer();
  private final Trust trust = Trust.following(Trust.introspecting(issuer.uri()), new PlainEgress());
  private final Map<String, Object> answer = new LinkedHashMap<>();

  @BeforeEach
  void answerWell() {
    answer.putAll(
        Jwt.good(issuer.uri().toString(), SigningKeys.of(Algorithm.ES256), trust.now()).claims());
    answer.put("active", true);
    issuer.serve(path ->
        path.equals(LocalIssuer.INTROSPECTION)
            ? Page.json(Jwt.JSON.writeValueAsString(answer))
            : issuer.discovery());
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void anOpaqueToken_isItsIssuersToExplain() {
    var caller = GoodTokensTest.caller(trust.bearer(TOKEN));

    assertThat(caller.subject()).isEqualTo("alice");
    assertThat(caller.scopes()).containsExactly("inference:predict", "inference:describe");
    assertThat(caller.proof().signingKey()).isEmpty();
  }

  @Test
  void theIssuer_isToldTheToken_andWhoAsks_bothEncoded() {
    trust.bearer(TOKEN + "+/=~");

    var form = issuer.forms().getFirst();
    var credential = form.split(" ", 3)[1];
    var pair = new String(Base64.getDecoder().decode(credential), StandardCharsets.UTF_8);
    assertThat(URLDecoder.decode(pair, StandardCharsets.UTF_8)).isEqualTo("gate way:s3cret+/=");
    assertThat(form).endsWith("token_type_hint=access_token&token=" + TOKEN + "%2B%2F%3D%7E");
  }

  @Test
  void itsAnswer_countsFor5Seconds_andNoLonger() {
    assertThat(trust.bearer(TOKEN).word()).isEqualTo("pass");
    answer.put("active", false);

    trust.pass(Duration.ofMillis(4_999));
    assertThat(trust.bearer(TOKEN).word()).isEqualTo("pass");
    assertThat(issuer.forms()).hasSize(1);
    trust.pass(Duration.ofMillis(1));
    assertThat(Verdicts.reason(trust.bearer(TOKEN))).contains(Reason.UNAUTHENTICATED);
    assertThat(issuer.forms()).hasSize(2);
  }

  @Test
  void itsNo_countsFor5SecondsToo() {
    answer.put("active", false);

    for (var i = 0; i < 10; i++) {
      assertThat(Verdicts.reason(trust.bearer(TOKEN))).contains(Reason.UNAUTHENTICATED);
    }
    assertThat(issuer.forms()).hasSize(1);
  }

  @Test
  void anIssuerThatIsDown_hasItsOpaqueTokensDenied() {
    assertThat(trust.bearer(TOKEN).word()).isEqualTo("pass");
    issuer.close();

    trust.pass(Introspection.ANSWER_COUNTS);

    assertThat(Verdicts.reason(trust.bearer(TOKEN))).contains(Reason.CONTROL_FAILED);
    assertThat(Verdicts.reason(trust.bearer(TOKEN + "other"))).contains(Reason.CONTROL_FAILED);
  }

  @Test
  void anIssuerThatTalksNonsense_hasItsOpaqueTokensDenied() {
    for (var nonsense : List.of("<html>", "[]", "{\"active\":true,\"active\":false}", "{")) {
      issuer.serve(path ->
          path.equals(LocalIssuer.INTROSPECTION) ? Page.json(nonsense) : issuer.discovery());

      assertThat(trust.bearer(TOKEN).word()).as(nonsense).isEqualTo("deny");
    }
  }

  @Test
  void claimsThatASignatureCouldNotSave_areNotSavedByTheIssuersWord() {
    var now = trust.now().getEpochSecond();
    for (var odd :
        Map.of(
                "active", "true",
                "iss", "https://other.example",
                "aud", "other",
                "exp", now,
                "iat", now + 600,
                "nonce", "abc",
                "scope", "inference:predict model:upload",
                "tier", 1)
            .entrySet()) {
      var good = answer.put(odd.getKey(), odd.getValue());

      var verdict = trust.bearer(TOKEN + odd.getKey());

      assertThat(Verdicts.reason(verdict)).as(odd.getKey()).contains(Reason.UNAUTHENTICATED);
      answer.compute(odd.getKey(), (_, _) -> good);
    }
  }

  @Test
  void theAnswer_doesNotOutliveTheToken() {
    trust.pass(Duration.ofMinutes(30).minusSeconds(2));
    assertThat(trust.bearer(TOKEN).word()).isEqualTo("pass");

    trust.pass(Duration.ofSeconds(2));

    assertThat(Verdicts.reason(trust.bearer(TOKEN))).contains(Reason.UNAUTHENTICATED);
  }

  @Test
  void aTokenThatNobodyWouldWrite_isNotAskedAbout() {
    for (var odd : List.of("", "short", "x".repeat(8_193), "a b c d e f g h i j k", "\"" + TOKEN)) {
      assertThat(Verdicts.reason(trust.bearer(odd))).contains(Reason.UNAUTHENTICATED);
    }
    assertThat(issuer.forms()).isEmpty();
  }

  @Test
  void aForgedSignedToken_isNeverAskedAbout() {
    var forged =
        new ForgedTokens(issuer.uri().toString(), issuer.uri().toString(), trust.now())
            .all()
            .toList();

    forged.forEach(f -> trust.bearer(f.text()));

    assertThat(issuer.forms()).isEmpty();
  }

  @Test
  void anIssuerThatIsAskedAboutAll_endsASignedTokenWithinSeconds() {
    var plain = Trust.introspecting(issuer.uri());
    var client = Trust.CLIENT;
    var all =
        new IssuerSettings.Client(
            client.id(), client.secret(), client.endpoint(), IssuerSettings.Asked.ALL);
    issuer.publish(SigningKeys.all());
    var asking =
        Trust.following(
            Trust.settings(issuer.uri(), plain.form(), plain.rules(), Optional.of(all)),
            new PlainEgress());
    answerWell();
    var text =
        Jwt.good(issuer.uri().toString(), SigningKeys.of(Algorithm.ES256), asking.now()).text();
    assertThat(asking.bearer(text).word()).isEqualTo("pass");
    answer.put("active", false);

    asking.pass(Introspection.ANSWER_COUNTS);

    assertThat(Verdicts.reason(asking.bearer(text))).contains(Reason.UNAUTHENTICATED);
    assertThat(issuer.forms()).hasSize(2);
  }

  @Test
  void anIssuerThatWasNotOptedIn_isNotAsked() {
    var plain = Trust.following(Trust.rfc9068(issuer.uri()), new PlainEgress());

    assertThat(Verdicts.reason(plain.bearer(TOKEN))).contains(Reason.UNAUTHENTICATED);
    assertThat(issuer.forms()).isEmpty();
  }

  @Test
  void twoIssuersToAsk_areRefused_sinceAnOpaqueTokenNamesNone() {
    var first = Trust.introspecting(issuer.uri());
    var second =
        new IssuerSettings(
            "other",
            issuer.uri().resolve("/other"),
            first.audiences(),
            first.form(),
            first.rules(),
            Optional.empty(),
            first.introspection());
    var issuers =
        Issuers.still(
            List.of(
                new Issuers.Reachable(first, new PlainEgress()),
                new Issuers.Reachable(second, new PlainEgress())),
            trust.around());

    assertThatThrownBy(() -> issuers.trusting(List.of()))
        .hasMessageContaining("two that introspect");
    assertThat(issuers.trusting(List.of("other"))).isNotNull();
    issuers.close();
  }
}
