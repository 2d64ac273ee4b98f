package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.FencedClock;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.port.Egress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** One issuer: its rules, its keys, and its word on tokens that only it can read. */
final class TokenIssuer {

  private final IssuerSettings settings;
  private final ClaimRules rules;
  private final KeyFollower keys;
  private final Optional<Introspection> introspection;
  private final FencedClock clock;
  private final Executor workers;

  TokenIssuer(IssuerSettings settings, Egress egress, Issuers.Surroundings around) {
    this.settings = settings;
    this.clock = around.clock();
    this.workers = around.workers();
    var ticker = around.ticker();
    this.rules = new ClaimRules(settings);
    var discovery = new Discovery(settings, egress);
    this.keys = new KeyFollower(settings, discovery, egress, ticker);
    this.introspection =
        settings
            .introspection()
            .map(client -> new Introspection(settings, client, discovery, egress, clock, ticker));
  }

  String name() {
    return settings.name();
  }

  String id() {
    return settings.issuer().toString();
  }

  KeyFollower keys() {
    return keys;
  }

  Optional<Introspection> introspection() {
    return introspection;
  }

  /** Whether a token that was proven before still is: it has time left, and its key counts. */
  boolean stillVouchesFor(Proven proven) {
    return clock.instant().isBefore(proven.caller().proof().expiresAt())
        && requireKeys().holds(proven.key());
  }

  /** Proves a token that says it is of this issuer. */
  CompletionStage<Proven> prove(CompactJws token) {
    requirePlausible(token);
    var known = keys.current().flatMap(set -> set.find(token.header().keyId()));
    if (known.isPresent()) {
      return proven(token, known.get());
    }
    // Only what would count if it were genuine may ask for keys, and that seldom.
    return keys.demand()
        .thenCompose(_ -> {
          var key =
              requireKeys()
                  .find(token.header().keyId())
                  .orElseThrow(() -> Refusal.invalid("a key that its issuer does not have"));
          return proven(token, key);
        });
  }

  /** The caller, where the issuer does not have to be asked about signed tokens, or confirms it. */
  CompletionStage<Identity> confirmed(Proven proven, String text) {
    return introspection
        .filter(_ -> asksAboutSigned())
        .map(asking -> asking.prove(text).thenApply(_ -> proven.caller()))
        .orElseGet(() -> CompletableFuture.completedStage(proven.caller()));
  }

  private boolean asksAboutSigned() {
    return settings.introspection().filter(c -> c.asked() == IssuerSettings.Asked.ALL).isPresent();
  }

  IssuerStatus status() {
    return new IssuerStatus(
        name(), id(), keys.status(), introspection.map(Introspection::remembered).orElse(0));
  }

  private KeySet requireKeys() {
    return keys.current()
        .orElseThrow(() -> Refusal.undecided("no keys of the issuer that still count"));
  }

  /** All that can be said without a key. */
  private void requirePlausible(CompactJws token) {
    var form = settings.form();
    if (!form.algorithms().contains(token.header().algorithm())) {
      throw Refusal.invalid("an algorithm that is not the issuer's");
    }
    if (!form.types().contains(token.header().type())) {
      throw Refusal.invalid("a type that is not the issuer's");
    }
    if (!form.preset().isAccessToken(token.header(), token.claims())) {
      throw Refusal.invalid("no access token, but one of another kind");
    }
    rules.requireInForce(token.claims(), clock.instant());
  }

  /** Here where that is quick, else on a worker: an event loop has no millisecond for anybody. */
  private CompletionStage<Proven> proven(CompactJws token, VerifyingKey key) {
    if (!token.header().algorithm().isByCurve()) {
      return CompletableFuture.completedStage(verified(token, key));
    }
    try {
      return CompletableFuture.supplyAsync(() -> verified(token, key), workers);
    } catch (RejectedExecutionException _) {
      throw Refusal.undecided("more signatures than there are workers to look at them");
    }
  }

  private Proven verified(CompactJws token, VerifyingKey key) {
    if (!key.signed(token)) {
      throw Refusal.invalid("a signature that is not the key's");
    }
    // Not its signature too: a curve's can be bent into another that is good, by anybody.
    var name = TokenDigest.of(token.signed()).name();
    return new Proven(this, key, rules.identity(token.claims(), name, key.id()));
  }
}
