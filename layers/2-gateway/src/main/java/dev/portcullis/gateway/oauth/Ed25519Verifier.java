package dev.portcullis.gateway.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

/** Ed25519 by the JDK: the library's own verifier wants another cryptographic library. */
final class Ed25519Verifier implements JWSVerifier {

  private static final int KEY_BYTES = 32;

  private final PublicKey key;
  private final JCAContext context = new JCAContext();

  Ed25519Verifier(OctetKeyPair key) throws JOSEException {
    if (!Curve.Ed25519.equals(key.getCurve())) {
      throw new JOSEException("not an Ed25519 key");
    }
    this.key = decoded(key.getDecodedX());
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
    try {
      var verification = Signature.getInstance("Ed25519");
      verification.initVerify(key);
      verification.update(signed);
      return verification.verify(signature.decode());
    } catch (SignatureException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new JOSEException("no Ed25519", e);
    }
  }

  @Override
  public Set<JWSAlgorithm> supportedJWSAlgorithms() {
    return Set.of(JWSAlgorithm.EdDSA);
  }

  @Override
  public JCAContext getJCAContext() {
    return context;
  }

  /** Little-endian, with the sign of x in the highest bit (RFC 8032, section 5.1.2). */
  private static PublicKey decoded(byte[] bytes) throws JOSEException {
    if (bytes.length != KEY_BYTES) {
      throw new JOSEException("not 32 bytes");
    }
    var big = new byte[KEY_BYTES];
    for (var at = 0; at < KEY_BYTES; at++) {
      big[at] = bytes[KEY_BYTES - 1 - at];
    }
    var isOdd = (big[0] & 0x80) != 0;
    big[0] &= 0x7F;
    var point = new EdECPoint(isOdd, new BigInteger(1, big));
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    } catch (GeneralSecurityException e) {
      throw new JOSEException("no point of the curve", e);
    }
  }
}
