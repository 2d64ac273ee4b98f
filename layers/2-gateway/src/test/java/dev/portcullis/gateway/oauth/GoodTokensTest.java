package dev.portcullis.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Proof;
import dev.portcullis.kernel.Verdict;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every good token is accepted, and says who calls. */
final class GoodTokensTest {

  private final LocalIssuer issuer = new LocalIssuer();

  @AfterEach
  void close() {
    issuer.close();
  }

  static Stream<Arguments> presetsAndAlgorithms() {
    return Arrays.stream(Preset.values())
        .flatMap(p -> Arrays.stream(Algorithm.values()).map(a -> Arguments.of(p, a)));
  }

  @ParameterizedTest
  @MethodSource("presetsAndAlgorithms")
  void aTokenOfEveryMake_signedInEveryWay_provesWhoCalls(Preset preset, Algorithm algorithm) {
    var trust = trusting(preset);
    var token = written(preset, algorithm, trust);

    var verdict = trust.bearer(token.text());

    assertThat(verdict).isEqualTo(Verdict.pass(alice(algorithm)));
    assertThat(trust.bearer(token.text())).isEqualTo(verdict);
  }

  @Test
  void schemeInAnyCase_isABearer() {
    var trust = trusting(Preset.RFC9068);
    var text = good(Algorithm.ES256, trust).text();

    for (var scheme : List.of("Bearer ", "bearer ", "BEARER ")) {
      assertThat(trust.ask(Map.of("Authorization", scheme + text)).word()).isEqualTo("pass");
    }
  }

  @Test
  void oneOfSeveralAudiences_isEnough() {
    var trust = trusting(Preset.RFC9068);
    var token = good(Algorithm.ES256, trust).claim("aud", List.of("account", "portcullis"));

    assertThat(trust.bearer(token.text()).word()).isEqualTo("pass");
  }

  @Test
  void typeInLongForm_isTheSameType() {
    var trust = trusting(Preset.RFC9068);
    var token = good(Algorithm.ES256, trust).header("typ", "application/AT+JWT");

    assertThat(trust.bearer(token.text()).word()).isEqualTo("pass");
  }

  @Test
  void livesAtTheEdgesOfThePolicy_areGood() {
    var trust = trusting(Preset.RFC9068);
    var now = trust.now().getEpochSecond();
    for (var life : List.of(15 * 60, 60 * 60)) {
      var token = good(Algorithm.ES256, trust).claim("exp", now + life);

      assertThat(trust.bearer(token.text()).word()).isEqualTo("pass");
    }
  }

  @Test
  void anIssuerThatIsALittleAhead_isExcused() {
    var trust = trusting(Preset.RFC9068);
    var soon = trust.now().getEpochSecond() + 30;
    var token =
        good(Algorithm.ES256, trust).claim("iat", soon).claim("nbf", soon).claim("exp", soon + 900);

    assertThat(trust.bearer(token.text()).word()).isEqualTo("pass");
  }

  @Test
  void aTokenWithoutOurClaims_isGivenTheDefaults_thatIsNothing() {
    var trust = trusting(Preset.RFC9068);
    var token = good(Algorithm.ES256, trust).without("models", "tier", "quota", "scope", "jti");

    var caller = caller(trust.bearer(token.text()));

    assertThat(caller.tier()).isEqualTo("default");
    assertThat(caller.models()).isEmpty();
    assertThat(caller.scopes()).isEmpty();
    assertThat(caller.quota()).isEmpty();
    assertThat(caller.credential()).startsWith("sha256:").hasSize(39);
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"ES256", "ES384"})
  void aTokenThatNamesItselfNot_hasOneName_howeverItsSignatureIsBent(Algorithm algorithm) {
    var trust = trusting(Preset.RFC9068);
    var token = good(algorithm, trust).without("jti");
    var parts = token.parts();
    var bent = Jwt.encoded(token.key().bent(Base64.getUrlDecoder().decode(parts.get(2))));

    var first = caller(trust.bearer(String.join(".", parts)));
    var second = caller(trust.bearer(parts.get(0) + "." + parts.get(1) + "." + bent));

    assertThat(bent).isNotEqualTo(parts.get(2));
    assertThat(second.credential()).isEqualTo(first.credential());
  }

  @Test
  void aTokenWithoutASubject_isItsClients_andNobodysWhoIsCalledTheSame() {
    var trust = trusting(Preset.RFC9068);
    var token = good(Algorithm.ES256, trust).without("sub");

    assertThat(caller(trust.bearer(token.text())).subject()).isEqualTo("client/notebook");
  }

  private Trust trusting(Preset preset) {
    return Trust.following(Trust.settings(issuer.uri(), preset), new PlainEgress());
  }

  private Jwt good(Algorithm algorithm, Trust trust) {
    return Jwt.good(issuer.uri().toString(), SigningKeys.of(algorithm), trust.now());
  }

  /** As an issuer of that make writes it. */
  private Jwt written(Preset preset, Algorithm algorithm, Trust trust) {
    var good = good(algorithm, trust);
    var bare = good.without("client_id", "scope");
    var ours = List.of("inference:predict", "inference:describe");
    return switch (preset) {
      case RFC9068 -> good;
      case KEYCLOAK ->
          bare.header("typ", "JWT")
              .claim("typ", "Bearer")
              .claim("azp", "notebook")
              .claim("scope", "openid profile")
              .claim("realm_access", Map.of("roles", join("offline_access", ours)));
      case AUTH0 -> bare.header("typ", "JWT").claim("azp", "notebook").claim("permissions", ours);
      case OKTA ->
          bare.withoutHeader("typ").claim("cid", "notebook").claim("scp", join("openid", ours));
      case ENTRA ->
          bare.header("typ", "JWT")
              .header("x5t", "abc")
              .claim("azp", "notebook")
              .claim("scp", "User.Read")
              .claim("roles", ours);
    };
  }

  private static List<String> join(String first, List<String> rest) {
    return Stream.concat(Stream.of(first), rest.stream()).toList();
  }

  private Identity alice(Algorithm algorithm) {
    var issuedAt = Trust.NOW.plus(KeyFollower.REFRESH_EVERY);
    return new Identity(
        "alice",
        "id-1",
        "gold",
        List.of("fashion", "team-*", "minilm:2"),
        List.of("inference:predict", "inference:describe"),
        "research",
        new Proof(
            issuer.uri().toString(),
            "notebook",
            SigningKeys.of(algorithm).id(),
            issuedAt,
            issuedAt.plusSeconds(1800)));
  }

  static Identity caller(Verdict verdict) {
    if (verdict instanceof Verdict.Pass(var facts, _)
        && facts.getFirst() instanceof Identity caller) {
      return caller;
    }
    throw new AssertionError(verdict);
  }
}
