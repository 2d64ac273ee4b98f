package dev.portcullis.gateway.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A public key of an issuer, with the algorithms that it may be used with: a key is for its own
 * kind of signature, whatever a token asks for.
 *
 * @param thumbprint SHA-256 of the key itself (RFC 7638): a new key under an old id is another key
 */
record VerifyingKey(String id, String thumbprint, Set<Algorithm> algorithms, JWSVerifier verifier) {

  /** Whether this key, used in this way, made the signature. */
  boolean signed(CompactJws token) {
    var algorithm = token.header().algorithm();
    var signed = token.signed().getBytes(StandardCharsets.US_ASCII);
    try {
      return algorithms.contains(algorithm)
          && verifier.verify(algorithm.header(), signed, new Base64URL(token.signature()));
    } catch (JOSEException _) {
      // Its message quotes what could not be read.
      return false;
    }
  }

  boolean isSameAs(VerifyingKey other) {
    return thumbprint.equals(other.thumbprint);
  }
}
