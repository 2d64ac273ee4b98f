package dev.portcullis.gateway.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads a key set (RFC 7517). A key that is for something else is passed over; one that shows that
 * somebody has lost control of the set (a private key, a weak one, two under one id) spoils it all.
 */
final class KeySetReader {

  static final int MAX_KEYS = 100;
  static final int MIN_RSA_BITS = 2048;
  static final int MAX_RSA_BITS = 8192;

  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537);
  private static final int MAX_EXPONENT_BITS = 64;

  /** Members that only a private or a shared key has. */
  private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private final Set<Algorithm> allowed;

  KeySetReader(Set<Algorithm> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  KeySet read(ByteBuffer bytes) throws PoisonedKeySet {
    var keys = StrictJson.object(bytes).map(set -> set.path("keys"));
    if (keys.isEmpty() || !keys.get().isArray() || keys.get().size() > MAX_KEYS) {
      throw new PoisonedKeySet("no key set");
    }
    Map<String, VerifyingKey> found = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (var key : keys.get()) {
      take(key, ids, found);
    }
    if (found.isEmpty()) {
      throw new PoisonedKeySet("no key that can be used");
    }
    return new KeySet(found);
  }

  private void take(JsonNode key, Set<String> ids, Map<String, VerifyingKey> found)
      throws PoisonedKeySet {
    if (!key.isObject() || PRIVATE.stream().anyMatch(key::has)) {
      throw new PoisonedKeySet("a key that is private or shared");
    }
    var id = key.path("kid").stringValue("");
    if (!id.isEmpty() && !ids.add(id)) {
      throw new PoisonedKeySet("two keys of one id");
    }
    if (isForSignatures(key)) {
      if (JoseHeader.wellFormedKeyId(id).isEmpty()) {
        throw new PoisonedKeySet("a key whose id is none");
      }
      read(id, key).ifPresent(usable -> found.put(id, usable));
    }
  }

  /** Issuers publish keys for encryption beside those for signatures, and new kinds of keys. */
  private static boolean isForSignatures(JsonNode key) {
    var operations = key.path("key_ops");
    return List.of("RSA", "EC", "OKP").contains(key.path("kty").stringValue(""))
        && key.path("use").stringValue("sig").equals("sig")
        && (operations.isMissingNode()
            || operations.valueStream().anyMatch(o -> o.stringValue("").equals("verify")));
  }

  private Optional<VerifyingKey> read(String id, JsonNode json) throws PoisonedKeySet {
    try {
      return switch (JWK.parse(json.toString())) {
        case RSAKey rsa -> rsa(id, json, rsa);
        case ECKey ec -> ec(id, json, ec);
        case OctetKeyPair okp when Curve.Ed25519.equals(okp.getCurve()) ->
            key(id, json, okp, new Ed25519Verifier(okp), Set.of(Algorithm.EDDSA));
        case JWK _ -> Optional.empty();
      };
    } catch (ParseException | JOSEException | IllegalArgumentException _) {
      throw new PoisonedKeySet("a key that is broken");
    }
  }

  private Optional<VerifyingKey> rsa(String id, JsonNode json, RSAKey rsa)
      throws PoisonedKeySet, JOSEException {
    var key = rsa.toRSAPublicKey();
    var bits = key.getModulus().bitLength();
    var exponent = key.getPublicExponent();
    if (bits < MIN_RSA_BITS
        || bits > MAX_RSA_BITS
        || exponent.compareTo(MIN_EXPONENT) < 0
        || exponent.bitLength() > MAX_EXPONENT_BITS
        || !exponent.testBit(0)
        || !key.getModulus().testBit(0)) {
      throw new PoisonedKeySet("an RSA key that is weak");
    }
    return key(id, json, rsa, new RSASSAVerifier(key), Set.of(Algorithm.RS256, Algorithm.PS256));
  }

  private Optional<VerifyingKey> ec(String id, JsonNode json, ECKey ec)
      throws PoisonedKeySet, JOSEException {
    if (Curve.P_256.equals(ec.getCurve())) {
      return key(id, json, ec, new ECDSAVerifier(ec), Set.of(Algorithm.ES256));
    }
    if (Curve.P_384.equals(ec.getCurve())) {
      return key(id, json, ec, new ECDSAVerifier(ec), Set.of(Algorithm.ES384));
    }
    return Optional.empty();
  }

  /**
   * The key for those of its kind's algorithms that are allowed, or for the one that it names.
   *
   * @param kind the algorithms that a key like this can be used with
   */
  private Optional<VerifyingKey> key(
      String id, JsonNode json, JWK key, JWSVerifier verifier, Set<Algorithm> kind)
      throws PoisonedKeySet, JOSEException {
    var algorithms = new HashSet<>(kind);
    if (json.has("alg")) {
      var word = json.path("alg").stringValue("");
      var named = Algorithm.of(word);
      if (Algorithm.isSymmetric(word) || named.filter(a -> !kind.contains(a)).isPresent()) {
        throw new PoisonedKeySet("a key whose algorithm is not of its kind");
      }
      algorithms.removeIf(algorithm -> !algorithm.word().equals(word));
    }
    algorithms.retainAll(allowed);
    var thumbprint = key.computeThumbprint().toString();
    return algorithms.isEmpty()
        ? Optional.empty()
        : Optional.of(new VerifyingKey(id, thumbprint, Set.copyOf(algorithms), verifier));
  }
}
