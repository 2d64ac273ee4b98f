package dev.portcullis.bench.identity;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes tokens as issuers do.
 *
 * @param jca the signature's name in the JDK
 */
record TokenSigner(String algorithm, String jca, KeyPair pair, JWK published) {

  private static final int ED25519_BYTES = 32;
  private static final int RSA_BITS = 2048;
  private static final int EC_BITS = 256;

  static TokenSigner of(SignedTokens.Signature signature) {
    try {
      return switch (signature) {
        case RS256 -> rsa();
        case ES256 -> ec();
        case EDDSA -> edwards();
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has these", e);
    }
  }

  /** The key set that an issuer of these tokens publishes. */
  String keys() {
    return new JWKSet(published).toString();
  }

  String token(String issuer, String id) {
    var now = Instant.now().getEpochSecond();
    var header = "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"key\"}".formatted(algorithm);
    var claims =
        """
        {"iss":"%s","aud":["portcullis","https://api.example"],"sub":"alice","jti":"%s",\
        "client_id":"notebook","iat":%d,"exp":%d,"scope":"openid inference:predict",\
        "tier":"gold","models":["fashion","team-*","minilm:2"],"quota":"research","pad":"%s"}\
        """
            .formatted(issuer, id, now, now + 3600, "x".repeat(300));
    var signed = encoded(header) + "." + encoded(claims);
    return signed + "." + Base64URL.encode(sign(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private byte[] sign(byte[] bytes) {
    try {
      var signature = java.security.Signature.getInstance(jca);
      signature.initSign(pair.getPrivate());
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key signs what it is for", e);
    }
  }

  private static TokenSigner rsa() throws GeneralSecurityException {
    var pair = generate("RSA", RSA_BITS);
    var key = new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID("key").build();
    return new TokenSigner("RS256", "SHA256withRSA", pair, key);
  }

  private static TokenSigner ec() throws GeneralSecurityException {
    var pair = generate("EC", EC_BITS);
    var key = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).keyID("key").build();
    return new TokenSigner("ES256", "SHA256withECDSAinP1363Format", pair, key);
  }

  private static TokenSigner edwards() throws GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var encoded = pair.getPublic().getEncoded();
    var x = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
    var key = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID("key").build();
    return new TokenSigner("EdDSA", "Ed25519", pair, key);
  }

  private static KeyPair generate(String kind, int bits) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(kind);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static String encoded(String text) {
    return Base64URL.encode(text).toString();
  }
}
