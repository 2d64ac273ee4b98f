package dev.portcullis.edge.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * Proves that a private key is the one of a certificate. The TLS engine does not look: with files
 * of which only one was renewed yet, every handshake would fail.
 */
final class KeyProof {
  private static final byte[] CHALLENGE = "is this your key?".getBytes(US_ASCII);

  private KeyProof() {}

  static void require(PublicKey certified, byte[] keyPem)
      throws IOException, GeneralSecurityException {
    var algorithm = algorithm(certified);
    var signer = Signature.getInstance(algorithm);
    signer.initSign(read(keyPem));
    signer.update(CHALLENGE);
    var verifier = Signature.getInstance(algorithm);
    verifier.initVerify(certified);
    verifier.update(CHALLENGE);
    if (!verifier.verify(signer.sign())) {
      throw new SignatureException("the key is not the certificate's");
    }
  }

  private static String algorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> key.getAlgorithm();
    };
  }

  /** The first key of a file, which may say its curve before. */
  private static PrivateKey read(byte[] pem) throws IOException {
    var converter = new JcaPEMKeyConverter();
    var text = new InputStreamReader(new ByteArrayInputStream(pem), US_ASCII);
    try (var parser = new PEMParser(text)) {
      for (var object = parser.readObject(); object != null; object = parser.readObject()) {
        if (object instanceof PrivateKeyInfo key) {
          return converter.getPrivateKey(key);
        }
        if (object instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    }
    throw new IOException("no private key in PEM");
  }
}
