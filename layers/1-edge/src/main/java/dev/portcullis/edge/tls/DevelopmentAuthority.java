package dev.portcullis.edge.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes a certificate for a laptop: an authority of its own that signs one certificate for the
 * loopback and then forgets its key, so that it can never sign another.
 */
public final class DevelopmentAuthority {
  private static final Duration VALID = Duration.ofDays(365);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final X500Name AUTHORITY = new X500Name("CN=Portcullis development authority");
  private static final X500Name SERVER = new X500Name("CN=localhost");
  private static final int LINE_LENGTH = 64;

  private final Path folder;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private DevelopmentAuthority(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** The authority's certificate, which clients are to trust, once the files were made. */
  public static Path certificate(Path folder) {
    return folder.resolve("ca.pem");
  }

  /** The server's files in a folder, made now where there are none or they end soon. */
  public static ServerTls serverTls(Path folder, Clock clock) throws IOException {
    var tls = new ServerTls(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
    try {
      if (!Files.exists(tls.key()) || endsSoon(tls.certificate(), clock)) {
        new DevelopmentAuthority(folder, clock).make(tls);
      }
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("no development certificate in " + folder, e);
    }
    return tls;
  }

  private static boolean endsSoon(Path certificate, Clock clock)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(certificate)) {
      return true;
    }
    try (var in = Files.newInputStream(certificate)) {
      var factory = CertificateFactory.getInstance("X.509");
      var served = (X509Certificate) factory.generateCertificate(in);
      return served.getNotAfter().toInstant().isBefore(clock.instant().plus(RENEW_BEFORE));
    }
  }

  private void make(ServerTls tls)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Files.createDirectories(folder);
    var authorityKeys = keys();
    var serverKeys = keys();
    var authority = sign(authorityBuilder(authorityKeys), authorityKeys);
    var server = sign(serverBuilder(serverKeys), authorityKeys);
    write(tls.key(), pem("PRIVATE KEY", serverKeys.getPrivate().getEncoded()), "rw-------");
    write(tls.certificate(), pem("CERTIFICATE", server.getEncoded()), "rw-r--r--");
    write(certificate(folder), pem("CERTIFICATE", authority.getEncoded()), "rw-r--r--");
  }

  private KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private JcaX509v3CertificateBuilder authorityBuilder(KeyPair keys) throws IOException {
    var builder = builder(AUTHORITY, keys);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    return builder;
  }

  private JcaX509v3CertificateBuilder serverBuilder(KeyPair keys) throws IOException {
    var builder = builder(SERVER, keys);
    var names =
        new GeneralName[] {
          new GeneralName(GeneralName.dNSName, "localhost"),
          new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
          new GeneralName(GeneralName.iPAddress, "::1")
        };
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    return builder;
  }

  private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair keys) {
    var now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        AUTHORITY,
        new BigInteger(127, random),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(VALID)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair authority)
      throws OperatorCreationException, GeneralSecurityException {
    var signer = new JcaContentSignerBuilder(SIGNATURE).build(authority.getPrivate());
    X509CertificateHolder holder = builder.build(signer);
    return new JcaX509CertificateConverter().getCertificate(holder);
  }

  private static String pem(String kind, byte[] der) {
    var lines = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, lines, kind);
  }

  /** Written aside with its permissions first, so that no one sees half a file or an open key. */
  private static void write(Path file, String text, String permissions) throws IOException {
    var attribute =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    var aside =
        Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", attribute);
    Files.writeString(aside, text);
    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString(permissions));
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
