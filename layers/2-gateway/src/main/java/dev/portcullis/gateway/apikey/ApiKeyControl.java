package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.CredentialEnding;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Proof;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Proves who calls by an API key. Every failure looks the same to the caller and costs the same: an
 * unknown key id is digested and compared like a known one. A request without a key of ours passes
 * without an identity, for another control to prove.
 */
final class ApiKeyControl implements Control.OfRequestHead {

  /** Differs from the digest of every key, in a place that only the comparison finds. */
  private static final KeyDigest NOBODY = new KeyDigest(Integer.MAX_VALUE, Secret.of(new byte[32]));

  private final Set<Environment> environments;
  private final Duration notice;
  private final KeyRing ring;
  private final Peppers peppers;
  private final BooleanSupplier othersTell;

  /**
   * Makes it.
   *
   * @param othersTell whether what is taken back is told on another way, so that a store that
   *     cannot be read is no reason to refuse keys
   */
  ApiKeyControl(
      ApiKeySettings settings, KeyRing ring, Peppers peppers, BooleanSupplier othersTell) {
    this.environments = Set.copyOf(settings.environments());
    this.notice = settings.notice();
    this.ring = ring;
    this.peppers = peppers;
    this.othersTell = othersTell;
  }

  @Override
  public Verdict.OfHead onRequestHead(Exchange exchange) {
    return switch (Credential.of(exchange.head().headers())) {
      case Credential.Foreign _ -> Verdict.pass();
      case Credential.Ambiguous _ ->
          Verdict.deny(Reason.MALFORMED, "apikey: more than one credential");
      case Credential.Claim(var text) ->
          KeyText.parse(text).map(this::judge).orElseGet(() -> refuse("no well-formed key"));
    };
  }

  private Verdict.OfHead judge(KeyText shown) {
    if (ring.isStale() && !othersTell.getAsBoolean()) {
      return Verdict.deny(
          Reason.CONTROL_FAILED, "apikey: the store has not been read for too long");
    }
    var stored = ring.find(shown.id());
    var kept = stored.map(StoredKey::digest).orElse(NOBODY);
    var isProven = peppers.digest(kept.pepper(), shown).equals(kept);
    return isProven && stored.isPresent()
        ? admit(stored.get(), ring.now())
        : refuse("unknown key id or wrong secret");
  }

  private Verdict.OfHead admit(StoredKey key, Instant now) {
    if (key.state() == StoredKey.State.REVOKED) {
      return refuse("key " + key.id() + " is revoked");
    }
    if (key.life().isOver(now)) {
      return refuse("key " + key.id() + " has expired");
    }
    if (!key.life().hasBegun(now)) {
      return refuse("key " + key.id() + " does not work yet");
    }
    if (!environments.contains(key.environment())) {
      return refuse("key " + key.id() + " is a " + key.environment().word() + " key");
    }
    ring.used(key, now);
    var soon = key.life().endsSoonFrom(notice);
    return now.isBefore(soon)
        ? Verdict.pass(identity(key))
        : Verdict.pass(identity(key), new CredentialEnding(soon, key.life().expiresAt()));
  }

  private static Identity identity(StoredKey key) {
    var grant = key.grant();
    return new Identity(
        grant.subject(),
        key.id().value(),
        grant.tier(),
        grant.models(),
        grant.scopes(),
        "",
        proof(key));
  }

  private static Proof proof(StoredKey key) {
    var life = key.life();
    return new Proof(
        Proof.OURSELVES, key.grant().subject(), "", life.notBefore(), life.expiresAt());
  }

  private static Verdict.OfHead refuse(String why) {
    return Verdict.deny(Reason.UNAUTHENTICATED, "apikey: " + why);
  }
}
