package dev.portcullis.bench.identity;

import dev.portcullis.gateway.oauth.AccessTokenFactory;
import dev.portcullis.gateway.oauth.AccessTokenSettings;
import dev.portcullis.gateway.oauth.Algorithm;
import dev.portcullis.gateway.oauth.Granted;
import dev.portcullis.gateway.oauth.IssuerSettings;
import dev.portcullis.gateway.oauth.Issuers;
import dev.portcullis.gateway.oauth.Preset;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.FencedClock;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.Route;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.port.Egress;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Good tokens of one issuer, each of about a kilobyte, and the control that proves them. */
final class SignedTokens {

  private static final int TOKENS = 1_000;
  private static final URI ISSUER = URI.create("https://issuer.example");

  /** How they are signed. */
  enum Signature {
    RS256("RS256"),
    ES256("ES256"),
    EDDSA("EdDSA");

    private final String word;

    Signature(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private final List<Exchange> exchanges;
  private final Egress egress;
  private Proving proving;

  /** A control, and the issuers whose keys it follows. */
  private record Proving(Issuers issuers, Control.OfRequestHeadLater control) {}

  private SignedTokens(List<Exchange> exchanges, Egress egress) {
    this.exchanges = exchanges;
    this.egress = egress;
    this.proving = proving();
  }

  static SignedTokens signed(Signature signature) {
    var signer = TokenSigner.of(signature);
    var exchanges =
        IntStream.range(0, TOKENS)
            .mapToObj(i -> exchange(signer.token(ISSUER.toString(), "id-" + i)))
            .toList();
    var keys = ByteBuffer.wrap(signer.keys().getBytes(StandardCharsets.UTF_8));
    var tokens =
        new SignedTokens(
            exchanges,
            _ -> CompletableFuture.completedStage(new Egress.Fetched("application/json", keys)));
    for (int token = 0; token < TOKENS; token++) {
      requirePass(tokens.ask(token));
    }
    return tokens;
  }

  /** Proves a token that was proven before: every one was, when they were made. */
  long seenBefore(long step) {
    return ask((int) (step % TOKENS)).word().length() / 4;
  }

  /** Proves a token that was not: each time round by a control that remembers nothing. */
  long notSeen(long step) {
    if (step % TOKENS == 0) {
      proving.issuers().close();
      proving = proving();
    }
    return ask((int) (step % TOKENS)).word().length() / 4;
  }

  static void requirePass(Verdict verdict) {
    if (!verdict.word().equals("pass")) {
      throw new IllegalStateException("a good credential is refused: " + verdict);
    }
  }

  static Exchange exchange(String credential) {
    var route =
        new Route("predict", "default", Route.Access.IDENTIFIED, 1 << 20, Duration.ofSeconds(30));
    var headers = Headers.of(Map.of("authorization", "Bearer " + credential));
    var client = InetAddress.ofLiteral("192.0.2.1");
    var head = new RequestHead("POST", "https", "localhost", "/", "", headers, client);
    return new Exchange("bench", route, head, Instant.now(), Runnable::run);
  }

  private Verdict ask(int token) {
    return proving.control().onRequestHead(exchanges.get(token)).toCompletableFuture().join();
  }

  private Proving proving() {
    var issuers =
        Issuers.following(
            List.of(new Issuers.Reachable(settings(), egress)),
            FencedClock.system(),
            Runnable::run);
    var control =
        new AccessTokenFactory()
            .create(AccessTokenSettings.defaults(), new Services(Map.of(Issuers.class, issuers)));
    return new Proving(issuers, (Control.OfRequestHeadLater) control);
  }

  private static IssuerSettings settings() {
    var form =
        new IssuerSettings.Form(Preset.RFC9068, Set.of(Algorithm.values()), Set.of(), "", "");
    var rules =
        new IssuerSettings.Rules(
            Duration.ofMinutes(15),
            Duration.ofMinutes(60),
            Duration.ofSeconds(30),
            IssuerSettings.Planes.ONE,
            new Granted("default", List.of(), List.of(), ""));
    return new IssuerSettings(
        "bench",
        ISSUER,
        Set.of("portcullis"),
        form,
        rules,
        Optional.of(ISSUER.resolve("/keys")),
        Optional.empty());
  }
}
