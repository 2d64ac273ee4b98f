package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.FencedClock;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.port.Egress;
import dev.portcullis.kernel.port.Egress.Fetch;
import dev.portcullis.kernel.port.Egress.Fetched;
import dev.portcullis.kernel.port.Egress.Way;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks an issuer about tokens that only it can read (RFC 7662). What it said counts for a few
 * seconds; what it did not say counts for nothing, so while it is away its tokens do not work.
 */
final class Introspection {

  static final Duration ANSWER_COUNTS = Duration.ofSeconds(5);
  static final Duration DEADLINE = Duration.ofSeconds(3);
  static final int MAX_BYTES = 64 * 1024;
  static final int MIN_TOKEN_CHARS = 16;
  static final int MAX_TOKEN_CHARS = CompactJws.MAX_CHARS;

  private static final int MAX_REMEMBERED = 20_000;

  /**
   * What the issuer said, and when it was asked.
   *
   * @param caller empty where the token does not count
   */
  private record Answer(Optional<Identity> caller, long nanos) {}

  private final IssuerSettings settings;
  private final IssuerSettings.Client client;
  private final Discovery discovery;
  private final Egress egress;
  private final FencedClock clock;
  private final LongSupplier ticker;
  private final ClaimRules rules;
  private final Remembered<Answer> answers = new Remembered<>(MAX_REMEMBERED);

  Introspection(
      IssuerSettings settings,
      IssuerSettings.Client client,
      Discovery discovery,
      Egress egress,
      FencedClock clock,
      LongSupplier ticker) {
    this.settings = settings;
    this.client = client;
    this.discovery = discovery;
    this.egress = egress;
    this.clock = clock;
    this.ticker = ticker;
    this.rules = new ClaimRules(settings);
  }

  CompletionStage<Identity> prove(String token) {
    if (!isPlausible(token)) {
      throw Refusal.invalid("no token that an issuer would write");
    }
    var digest = TokenDigest.of(token);
    var known = answers.find(digest).filter(this::stillCounts);
    if (known.isPresent()) {
      return CompletableFuture.completedStage(caller(known.get()));
    }
    var asked = ticker.getAsLong();
    return discovery
        .endpoints()
        .thenCompose(places -> ask(places, token))
        .thenApply(fetched -> {
          var answer = new Answer(read(fetched, digest), asked);
          answers.remember(digest, answer);
          return caller(answer);
        });
  }

  int remembered() {
    return answers.size();
  }

  private boolean stillCounts(Answer answer) {
    var isFresh = ticker.getAsLong() - answer.nanos() < ANSWER_COUNTS.toNanos();
    var now = clock.instant();
    return isFresh && answer.caller().filter(c -> !now.isBefore(c.proof().expiresAt())).isEmpty();
  }

  private static Identity caller(Answer answer) {
    return answer
        .caller()
        .orElseThrow(() -> Refusal.invalid("a token that its issuer does not vouch for"));
  }

  private CompletionStage<Fetched> ask(Endpoints places, String token) {
    URI place =
        places
            .introspection()
            .orElseThrow(() -> Refusal.undecided("an issuer that says nowhere to ask"));
    var form = "token_type_hint=access_token&token=" + encoded(token);
    var way = new Way.Form(Secret.of(form), authorization());
    return egress.fetch(new Fetch(place, List.of("application/json"), MAX_BYTES, DEADLINE, way));
  }

  /** RFC 6749, section 2.3.1: both halves are form-encoded before they are joined. */
  private Secret authorization() {
    var secret =
        new String(
            client.secret().reveal(Secret.Purpose.AUTHENTICATE_UPSTREAM), StandardCharsets.UTF_8);
    var pair = encoded(client.id()) + ":" + encoded(secret);
    return Secret.of(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
  }

  private Optional<Identity> read(Fetched fetched, TokenDigest digest) {
    var claims =
        StrictJson.object(fetched.body())
            .orElseThrow(() -> Refusal.undecided("an answer that is none"));
    return claims.path("active").isBoolean() && claims.path("active").booleanValue()
        ? judge(claims, digest)
        : Optional.empty();
  }

  private Optional<Identity> judge(ObjectNode claims, TokenDigest digest) {
    var issuer = claims.path("iss").stringValue("");
    var isOther = claims.has("iss") && !issuer.equals(settings.issuer().toString());
    if (isOther || !settings.form().preset().isNoIdToken(claims)) {
      return Optional.empty();
    }
    try {
      rules.requireInForce(claims, clock.instant());
      return Optional.of(rules.identity(claims, digest.name(), ""));
    } catch (DeniedException _) {
      return Optional.empty();
    }
  }

  private static boolean isPlausible(String token) {
    return token.length() >= MIN_TOKEN_CHARS
        && token.length() <= MAX_TOKEN_CHARS
        && token.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '\\' && c != ',');
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
