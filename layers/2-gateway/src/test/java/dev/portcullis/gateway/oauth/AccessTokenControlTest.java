package dev.portcullis.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.FencedClock;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AccessTokenControlTest implements ControlContract {

  private final LocalIssuer issuer = new LocalIssuer();
  private final PlainEgress egress = new PlainEgress();
  private final Trust trust = Trust.following(Trust.rfc9068(issuer.uri()), egress);

  @AfterEach
  void close() {
    issuer.close();
  }

  @Override
  public Control control() {
    return new AccessTokenFactory()
        .create(
            AccessTokenSettings.defaults(), new Services(Map.of(Issuers.class, trust.issuers())));
  }

  @Test
  void requestWithoutAToken_passesWithoutAnIdentity() {
    assertThat(trust.ask(Map.of())).isEqualTo(Verdict.pass());
    assertThat(trust.ask(Map.of("authorization", "Basic YTpi"))).isEqualTo(Verdict.pass());
    assertThat(trust.ask(Map.of("x-api-key", "pcl_live_1"))).isEqualTo(Verdict.pass());
  }

  @Test
  void aKeyOfOurs_isAnotherControls_whateverItsWorth() {
    assertThat(trust.bearer("pcl_live_00000000_x_y")).isEqualTo(Verdict.pass());
    assertThat(trust.bearer("pcl_a.b.c")).isEqualTo(Verdict.pass());
  }

  @Test
  void aTokenBesideAKey_isDenied_neverPickedFrom() {
    var both = Map.of("authorization", "Bearer " + good().text(), "x-api-key", "pcl_live_1");

    assertThat(Verdicts.reason(trust.ask(both))).contains(Reason.MALFORMED);
  }

  @Test
  void repeatedHeader_isDenied_neverPickedFrom() {
    var field = Map.entry("authorization", "Bearer " + good().text());
    var plain = Exchanges.knowing().head();
    var head =
        new RequestHead(
            "POST",
            "https",
            "localhost",
            "/",
            "",
            Headers.of(List.of(field, field)),
            plain.client());

    var verdict = trust.control().onRequestHead(Exchanges.of(head)).toCompletableFuture().join();

    assertThat(Verdicts.reason(verdict)).contains(Reason.MALFORMED);
  }

  @Test
  void aToken_worksUntilItExpires_andNotAtThatInstant_rememberedOrNot() {
    var text = good().text();
    var other = good().claim("jti", "id-2").text();
    assertThat(trust.bearer(text).word()).isEqualTo("pass");

    trust.pass(Duration.ofMinutes(14));
    trust.tick();
    trust.pass(Duration.ofMinutes(15).plusSeconds(59));
    trust.tick();
    assertThat(trust.bearer(text).word()).isEqualTo("pass");
    trust.pass(Duration.ofSeconds(1));
    assertThat(Verdicts.reason(trust.bearer(text))).contains(Reason.UNAUTHENTICATED);
    assertThat(Verdicts.reason(trust.bearer(other))).contains(Reason.UNAUTHENTICATED);
  }

  @Test
  void aTokenOfAnIssuerThatThePolicyDoesNotName_isRefused_alsoWhereAnotherPolicyProvedIt() {
    var elsewhere = new LocalIssuer();
    var here = Trust.rfc9068(issuer.uri());
    var there =
        new IssuerSettings(
            "there",
            elsewhere.uri(),
            here.audiences(),
            here.form(),
            here.rules(),
            here.keys(),
            here.introspection());
    var issuers =
        Issuers.following(
            List.of(new Issuers.Reachable(here, egress), new Issuers.Reachable(there, egress)),
            FencedClock.system(),
            Runnable::run);
    var both = new AccessTokenControl(issuers.trusting(List.of()));
    var one = new AccessTokenControl(issuers.trusting(List.of("test")));
    var text =
        Jwt.good(
                elsewhere.uri().toString(),
                SigningKeys.of(Algorithm.ES256),
                java.time.Instant.now())
            .text();
    var exchange = Exchanges.with(Map.of("authorization", "Bearer " + text));

    assertThat(both.onRequestHead(exchange).toCompletableFuture().join().word()).isEqualTo("pass");
    assertThat(one.onRequestHead(exchange).toCompletableFuture().join().word()).isEqualTo("deny");
    assertThatThrownBy(() -> issuers.trusting(List.of("nobody"))).hasMessageContaining("nobody");
    issuers.close();
    elsewhere.close();
  }

  @Test
  void aTokenThatIsShownAgain_costsMicroseconds_andNoVerification() {
    var control = trust.control();
    var exchange = Exchanges.with(Map.of("authorization", "Bearer " + good().text()));

    var best = Duration.ofSeconds(1);
    for (var round = 0; round < 200; round++) {
      var started = System.nanoTime();
      for (var look = 0; look < 100; look++) {
        control.onRequestHead(exchange);
      }
      var took = Duration.ofNanos((System.nanoTime() - started) / 100);
      best = took.compareTo(best) < 0 ? took : best;
    }

    assertThat(best).isLessThan(Duration.ofNanos(50_000));
  }

  private Jwt good() {
    return Jwt.good(issuer.uri().toString(), SigningKeys.of(Algorithm.ES256), trust.now());
  }
}
