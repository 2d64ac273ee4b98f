package dev.portcullis.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signatures that take a millisecond are looked at by workers, and by nobody twice. */
final class CostlySignatureTest {

  private final LocalIssuer issuer = new LocalIssuer();
  private final Trust trust = Trust.following(Trust.rfc9068(issuer.uri()), new PlainEgress());
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  CostlySignatureTest() {
    trust.workOn(waiting::add);
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"ES256", "ES384", "EDDSA"})
  void aCurvesSignature_isLookedAtByAWorker_once(Algorithm algorithm) {
    var text = token(algorithm).text();

    var verdict = ask(text);
    assertThat(verdict).isNotDone();
    waiting.remove().run();

    assertThat(verdict.join().word()).isEqualTo("pass");
    assertThat(ask(text)).isCompleted();
    assertThat(waiting).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"RS256", "PS256"})
  void aSignatureOfRsa_isLookedAtHere(Algorithm algorithm) {
    assertThat(ask(token(algorithm).text())).isCompleted();
    assertThat(waiting).isEmpty();
  }

  @Test
  void aForgedSignature_isRefusedFromTheWorkerToo_eachTime() {
    var text = token(Algorithm.ES256).text();
    var forged = text.substring(0, text.length() - 8) + "AAAAAAAA";

    for (var _ : List.of(1, 2)) {
      var verdict = ask(forged);
      waiting.remove().run();
      assertThat(Verdicts.reason(verdict.join())).contains(Reason.UNAUTHENTICATED);
    }
  }

  @Test
  void whatNoKeyCouldMakeGood_neverReachesAWorker() {
    var wrong = token(Algorithm.ES256).claim("aud", List.of("elsewhere")).text();

    assertThat(Verdicts.reason(ask(wrong).join())).contains(Reason.UNAUTHENTICATED);
    assertThat(waiting).isEmpty();
  }

  @Test
  void whereEveryWorkerIsBusy_nobodyIsLetIn() {
    trust.workOn(_ -> {
      throw new RejectedExecutionException();
    });

    var verdict = ask(token(Algorithm.ES256).text());

    assertThat(Verdicts.reason(verdict.join())).contains(Reason.CONTROL_FAILED);
  }

  private CompletableFuture<? extends Verdict> ask(String text) {
    var exchange = Exchanges.with(Map.of("authorization", "Bearer " + text));
    return trust.control().onRequestHead(exchange).toCompletableFuture();
  }

  private Jwt token(Algorithm algorithm) {
    return Jwt.good(issuer.uri().toString(), SigningKeys.of(algorithm), trust.now());
  }
}
