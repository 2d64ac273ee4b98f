package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.ListenerConfig;
import dev.portcullis.app.config.TlsConfig;
import dev.portcullis.gateway.apikey.ApiKeySettings;
import dev.portcullis.gateway.apikey.Environment;
import dev.portcullis.gateway.apikey.PepperFile;
import dev.portcullis.gateway.apikey.PepperFile.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the demonstration made and a gateway for others must not use: everybody could have it. */
public final class DemoTraces {

  private final Deployment deployment;
  private final DataFolder data;

  private DemoTraces(Deployment deployment) {
    this.deployment = deployment;
    this.data = new DataFolder(deployment.configuration().data());
  }

  /** Everything of the demonstration's that this configuration would use, a sentence each. */
  public static List<String> in(Deployment deployment) throws IOException {
    var traces = new DemoTraces(deployment);
    var found = new ArrayList<String>();
    for (var listener : deployment.configuration().listeners()) {
      traces.certificate(listener).forEach(found::add);
    }
    traces.keys().forEach(found::add);
    traces.pepper().forEach(found::add);
    return found;
  }

  private Stream<String> certificate(ListenerConfig listener) throws IOException {
    return switch (listener.tls().kind()) {
      case CLEAR_TEXT -> Stream.empty();
      case DEVELOPMENT ->
          Stream.of("listener " + listener.name() + ": tls: development (expected: own files)");
      case FILES -> issuedByDemo(listener);
    };
  }

  private static Stream<String> issuedByDemo(ListenerConfig listener) throws IOException {
    var file = listener.tls().certificate().orElseThrow();
    try (var in = Files.newInputStream(file)) {
      var factory = CertificateFactory.getInstance("X.509");
      var certificate = (X509Certificate) factory.generateCertificate(in);
      return certificate.getIssuerX500Principal().getName().equals(TlsConfig.DEVELOPMENT_AUTHORITY)
          ? Stream.of("listener " + listener.name() + ": " + file + " is the demonstration's")
          : Stream.empty();
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": no certificate in PEM", e);
    }
  }

  private Stream<String> keys() {
    return deployment.policies().stream()
        .filter(policy ->
            policy.terms().settings() instanceof ApiKeySettings(var environments, _)
                && environments.contains(Environment.DEMO))
        .map(policy -> "policy " + policy.policy().id() + ": lets demo keys in");
  }

  private Stream<String> pepper() throws IOException {
    if (!Files.exists(data.path().resolve("keys"))) {
      return Stream.empty();
    }
    return PepperFile.open(data.keys(), Purpose.OWN).isDemo()
        ? Stream.of("data: " + data.path() + " holds the demonstration's pepper and keys")
        : Stream.empty();
  }
}
