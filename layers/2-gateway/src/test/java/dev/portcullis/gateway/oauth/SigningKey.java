package dev.portcullis.gateway.oauth;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;

/** A key of a test's issuer. It signs by the JDK alone: what it writes is read by other code. */
record SigningKey(String id, Algorithm algorithm, KeyPair pair) {

  private static final int ED25519_BYTES = 32;

  static SigningKey generate(String id, Algorithm algorithm) {
    return switch (algorithm) {
      case RS256, PS256 -> rsa(id, algorithm, 2048);
      case ES256 -> ec(id, algorithm, "secp256r1");
      case ES384 -> ec(id, algorithm, "secp384r1");
      case EDDSA -> new SigningKey(id, algorithm, generator("Ed25519").generateKeyPair());
    };
  }

  static SigningKey rsa(String id, Algorithm algorithm, int bits) {
    var generator = generator("RSA");
    generator.initialize(bits);
    return new SigningKey(id, algorithm, generator.generateKeyPair());
  }

  private static SigningKey ec(String id, Algorithm algorithm, String curve) {
    try {
      var generator = generator("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return new SigningKey(id, algorithm, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SigningKey named(String other) {
    return new SigningKey(other, algorithm, pair);
  }

  byte[] sign(byte[] signed) {
    try {
      var signature = signature();
      signature.initSign(pair.getPrivate());
      signature.update(signed);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The other signature that this curve takes for the same: (r, n - s) in place of (r, s). */
  byte[] bent(byte[] signature) {
    var half = signature.length / 2;
    var order = ((ECPublicKey) pair.getPublic()).getParams().getOrder();
    var s = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
    var other = order.subtract(s).toByteArray();
    var bent = Arrays.copyOf(signature, signature.length);
    for (var i = 1; i <= half; i++) {
      bent[bent.length - i] = i <= other.length ? other[other.length - i] : 0;
    }
    return bent;
  }

  private Signature signature() throws GeneralSecurityException {
    return switch (algorithm) {
      case RS256 -> Signature.getInstance("SHA256withRSA");
      case ES256 -> Signature.getInstance("SHA256withECDSAinP1363Format");
      case ES384 -> Signature.getInstance("SHA384withECDSAinP1363Format");
      case EDDSA -> Signature.getInstance("Ed25519");
      case PS256 -> {
        var pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        yield pss;
      }
    };
  }

  /** The public half as an issuer publishes it. */
  String published() {
    return jwk().toJSONString();
  }

  JWK jwk() {
    return switch (pair.getPublic()) {
      case RSAPublicKey rsa -> new RSAKey.Builder(rsa).keyID(id).build();
      case ECPublicKey ec ->
          new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).keyID(id).build();
      default -> new OctetKeyPair.Builder(Curve.Ed25519, x()).keyID(id).build();
    };
  }

  /** The last bytes of the encoded key are the point. */
  private Base64URL x() {
    var encoded = pair.getPublic().getEncoded();
    return Base64URL.encode(
        Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
  }

  private static KeyPairGenerator generator(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
