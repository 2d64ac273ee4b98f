package dev.portcullis.gateway.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.util.List;
import java.util.Optional;

/** How a token may be signed. There is no HMAC: who could verify it could forge it. */
public enum Algorithm {
  ES256("ES256"),
  ES384("ES384"),
  /** Ed25519 alone; Ed448 has no use here. */
  EDDSA("EdDSA"),
  PS256("PS256"),
  RS256("RS256");

  private static final List<Algorithm> ALL = List.of(values());

  private final String word;

  Algorithm(String word) {
    this.word = word;
  }

  /** A header that says this algorithm and nothing else: the library never sees a token's own. */
  JWSHeader header() {
    return new JWSHeader(JWSAlgorithm.parse(word));
  }

  /**
   * Whether it takes a curve to look at a signature: about a millisecond, ten times what RSA takes.
   */
  boolean isByCurve() {
    return switch (this) {
      case ES256, ES384, EDDSA -> true;
      case PS256, RS256 -> false;
    };
  }

  /** As it stands in a token. */
  String word() {
    return word;
  }

  static Optional<Algorithm> of(String word) {
    return ALL.stream().filter(algorithm -> algorithm.word.equals(word)).findFirst();
  }

  /** Whether the word stands for an HMAC, which no public key is for. */
  static boolean isSymmetric(String word) {
    return word.startsWith("HS");
  }
}
