package dev.portcullis.gateway.oauth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tokens that must never be accepted, each with a name that says what is wrong with it. Wherever it
 * can be, a token is signed by the right key over exactly what it says, so that nothing but the
 * fault in the name speaks against it.
 */
record ForgedTokens(String issuer, String trap, Instant now) {

  /** One of them. */
  record Forged(String name, String text) {
    /** The same under a name of its own, where others bear it too. */
    Forged counted(int time) {
      return time == 1 ? this : new Forged(name + " (" + time + ")", text);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final String UNKNOWN_KEY = "kid: of no key";

  Stream<Forged> all() {
    var all = new ArrayList<Forged>();
    all.addAll(new ForgedHeaders(this).all());
    all.addAll(new ForgedClaims(this).all());
    all.addAll(new ForgedContracts(this).all());
    all.addAll(new ForgedEncodings(this).all());
    all.addAll(new ForgedSignatures(this).all());
    var times = new HashMap<String, Integer>();
    return all.stream().map(forged -> forged.counted(times.merge(forged.name(), 1, Integer::sum)));
  }

  /** A token that would be good. */
  Jwt good() {
    return good(Algorithm.ES256);
  }

  Jwt good(Algorithm algorithm) {
    return Jwt.good(issuer, SigningKeys.of(algorithm), now);
  }

  List<Forged> headers(String name, Object... values) {
    var forged = new ArrayList<Forged>();
    for (var value : values) {
      forged.add(new Forged(name + ": " + value, good().header(name, value).text()));
    }
    return forged;
  }

  List<Forged> claims(String name, Object... values) {
    var forged = new ArrayList<Forged>();
    for (var value : values) {
      forged.add(new Forged(name + ": " + value, good().claim(name, value).text()));
    }
    return forged;
  }
}
