package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.Identity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Proves tokens of the issuers that one control trusts, and remembers what it proved. */
final class TokenProver {

  private final Map<String, TokenIssuer> byId;
  private final List<TokenIssuer> asked;
  private final Remembered<Proven> remembered;

  TokenProver(List<TokenIssuer> trusted, Remembered<Proven> remembered) {
    this.byId = trusted.stream().collect(Collectors.toMap(TokenIssuer::id, Function.identity()));
    this.asked = trusted.stream().filter(i -> i.introspection().isPresent()).toList();
    this.remembered = remembered;
    if (trusted.isEmpty()) {
      throw new IllegalArgumentException("issuers: none (expected: at least one)");
    }
    if (asked.size() > 1) {
      throw new IllegalArgumentException(
          "issuers: two that introspect (expected: one, since an opaque token names none)");
    }
  }

  /** The caller that a signed token is for. Fails, or throws, with the denial. */
  CompletionStage<Identity> signed(String text) {
    if (text.length() > CompactJws.MAX_CHARS) {
      throw Refusal.invalid("a token that is too long");
    }
    var digest = TokenDigest.of(text);
    var known = remembered.find(digest).filter(proven -> isTrusted(proven.issuer()));
    if (known.isPresent() && known.get().issuer().stillVouchesFor(known.get())) {
      return known.get().issuer().confirmed(known.get(), text);
    }
    known.ifPresent(_ -> remembered.forget(digest));
    var token = CompactJws.of(text);
    return issuer(token)
        .prove(token)
        .thenCompose(proven -> {
          remembered.remember(digest, proven);
          return proven.issuer().confirmed(proven, text);
        });
  }

  /** The caller that an opaque token is for, as its issuer says. */
  CompletionStage<Identity> opaque(String text) {
    return asked.stream()
        .findFirst()
        .flatMap(TokenIssuer::introspection)
        .orElseThrow(() -> Refusal.invalid("an opaque token, and no issuer to ask about it"))
        .prove(text);
  }

  private boolean isTrusted(TokenIssuer issuer) {
    return byId.get(issuer.id()) == issuer;
  }

  /** The issuer that the token says it is of: to the letter, or none. */
  private TokenIssuer issuer(CompactJws token) {
    var issuer = byId.get(token.claims().path("iss").stringValue(""));
    if (issuer == null) {
      throw Refusal.invalid("an issuer that nobody trusts");
    }
    return issuer;
  }
}
