package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Proof;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What claims have to say, whether a signature or the issuer's own word proves them. */
final class ClaimRules {

  static final int MAX_NAME_CHARS = 256;

  /** Before the name of a client that speaks for itself. */
  private static final String CLIENT_MARK = "client/";

  private static final int MAX_AUDIENCES = 16;
  private static final long MAX_EPOCH_SECONDS =
      Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private final IssuerSettings settings;
  private final ClaimsContract contract;

  ClaimRules(IssuerSettings settings) {
    this.settings = settings;
    this.contract = new ClaimsContract(settings.form(), settings.rules());
  }

  /** Refuses what is for somebody else, or for another time. */
  void requireInForce(ObjectNode claims, Instant now) {
    requireAudience(claims.path("aud"));
    var issuedAt = time(claims, "iat");
    var expiresAt = time(claims, "exp");
    var rules = settings.rules();
    var life = Duration.between(issuedAt, expiresAt);
    if (life.compareTo(rules.shortestLife()) < 0 || life.compareTo(rules.longestLife()) > 0) {
      throw Refusal.invalid("a life that is not within the policy");
    }
    // Skew excuses a token that is early. Late is late: its end is never put off.
    if (!now.isBefore(expiresAt)) {
      throw Refusal.invalid("a token that has expired");
    }
    var latest = now.plus(rules.skew());
    if (issuedAt.isAfter(latest) || (claims.has("nbf") && time(claims, "nbf").isAfter(latest))) {
      throw Refusal.invalid("a token for later");
    }
  }

  /**
   * The caller, of claims that are proven.
   *
   * @param absentId names the token where it does not name itself
   * @param signingKey empty where no key signed it
   */
  Identity identity(ObjectNode claims, String absentId, String signingKey) {
    var client = client(claims);
    var name = claims.has("sub") ? text(claims.path("sub")) : client;
    var granted = contract.read(claims);
    return new Identity(
        subject(claims, name),
        claims.has("jti") ? text(claims.path("jti")) : absentId,
        granted.tier(),
        granted.models(),
        granted.scopes(),
        granted.quota(),
        new Proof(
            settings.issuer().toString(),
            client.isEmpty() ? name : client,
            signingKey,
            time(claims, "iat"),
            time(claims, "exp")));
  }

  /** What accounts and shelves go by: of this issuer alone, and a client's is no person's. */
  private String subject(ObjectNode claims, String name) {
    if (name.isEmpty()) {
      throw Refusal.invalid("neither a subject nor a client");
    }
    if (claims.has("sub") && name.startsWith(CLIENT_MARK)) {
      throw Refusal.invalid("a subject that could be taken for a client");
    }
    var marked = claims.has("sub") ? name : CLIENT_MARK + name;
    var subject = settings.form().subjectPrefix() + marked;
    if (subject.length() > MAX_NAME_CHARS) {
      throw Refusal.invalid("a subject that is too long to be taken back");
    }
    return subject;
  }

  private String client(ObjectNode claims) {
    return settings.form().preset().clients().stream()
        .filter(claims::has)
        .findFirst()
        .map(name -> text(claims.path(name)))
        .orElse("");
  }

  private void requireAudience(JsonNode audience) {
    var named =
        audience.isString()
            ? settings.audiences().contains(audience.stringValue())
            : audience.isArray()
                && audience.size() <= MAX_AUDIENCES
                && audience.valueStream().allMatch(JsonNode::isString)
                && audience
                    .valueStream()
                    .map(JsonNode::stringValue)
                    .anyMatch(settings.audiences()::contains);
    if (!named) {
      throw Refusal.invalid("an audience that is not ours");
    }
  }

  private static Instant time(ObjectNode claims, String name) {
    var claim = claims.path(name);
    var isTime = claim.isIntegralNumber() && claim.canConvertToLong();
    if (!isTime || claim.longValue() < 0 || claim.longValue() > MAX_EPOCH_SECONDS) {
      throw Refusal.invalid("a time that is absent, or none");
    }
    return Instant.ofEpochSecond(claim.longValue());
  }

  /** Names go into the audit and into lists of what was taken back: printable, and bounded. */
  private static String text(JsonNode claim) {
    var text = claim.stringValue("");
    var isPlain = text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    if (text.isEmpty() || text.length() > MAX_NAME_CHARS || !isPlain) {
      throw Refusal.invalid("a name that is none");
    }
    return text;
  }
}
