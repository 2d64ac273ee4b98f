package dev.portcullis.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.oauth.ForgedTokens.Forged;
import dev.portcullis.kernel.Challenge;
import dev.portcullis.kernel.Reason;
import dev.portcullis.testkit.Verdicts;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every forged token is refused, tells the caller nothing, and leads nobody anywhere. */
@TestInstance(Lifecycle.PER_CLASS)
final class ForgedTokensTest {

  private static final int AT_LEAST = 200;

  private final LocalIssuer issuer = new LocalIssuer();
  private final LocalIssuer trap = new LocalIssuer();
  private final PlainEgress egress = new PlainEgress();
  private final Trust trust = Trust.following(Trust.rfc9068(issuer.uri()), egress);
  private final ForgedTokens tokens =
      new ForgedTokens(issuer.uri().toString(), trap.uri().toString(), trust.now());
  private final List<Forged> forged = tokens.all().toList();

  @AfterAll
  void close() {
    issuer.close();
    trap.close();
  }

  @Test
  void theList_isLong_andNamesEachOnce() {
    var names = new HashSet<>(forged.stream().map(Forged::name).toList());
    var texts = new HashSet<>(forged.stream().map(Forged::text).toList());

    assertThat(names).hasSizeGreaterThanOrEqualTo(AT_LEAST).hasSameSizeAs(forged);
    assertThat(texts).hasSameSizeAs(forged);
  }

  @Test
  void theTokenThatTheyAreMadeOf_isGood() {
    assertThat(trust.bearer(tokens.good().text()).word()).isEqualTo("pass");
  }

  @Test
  void everyForgedToken_isDenied_alsoWhenShownAgain() {
    for (var round = 0; round < 2; round++) {
      var accepted =
          forged.stream().filter(f -> !trust.bearer(f.text()).word().equals("deny")).toList();

      assertThat(accepted).isEmpty();
    }
  }

  @Test
  void everyDenial_says401_andInvalidToken_andNothingOfTheToken() {
    for (var token : forged) {
      var denial = Verdicts.denial(trust.bearer(token.text())).orElseThrow();

      assertThat(denial.reason()).as(token.name()).isEqualTo(Reason.UNAUTHENTICATED);
      assertThat(denial.facts()).as(token.name()).containsExactly(Challenge.INVALID_TOKEN);
      assertThat(denial.detail()).as(token.name()).startsWith("access-token: ").hasSizeLessThan(80);
    }
  }

  @Test
  void noForgedToken_causesAFetch_butAnUnknownKeyOne_ofTheConfiguredKeysInAWhile() {
    var before = egress.fetched();

    forged.stream()
        .filter(f -> !f.name().startsWith(ForgedTokens.UNKNOWN_KEY))
        .forEach(f -> trust.bearer(f.text()));
    assertThat(egress.fetched()).isEqualTo(before);

    forged.forEach(f -> trust.bearer(f.text()));
    assertThat(egress.fetched().size() - before.size()).isLessThanOrEqualTo(1);
    assertThat(egress.fetched()).allMatch(uri -> uri.getPort() == issuer.uri().getPort());
    assertThat(trap.asked()).isEmpty();
  }
}
