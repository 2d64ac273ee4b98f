package dev.portcullis.app.wiring;

import dev.portcullis.edge.tls.DevelopmentAuthority;
import dev.portcullis.gateway.apikey.Environment;
import dev.portcullis.gateway.apikey.Grant;
import dev.portcullis.gateway.apikey.Keys;
import dev.portcullis.gateway.apikey.PepperFile;
import dev.portcullis.gateway.apikey.PepperFile.Purpose;
import dev.portcullis.kernel.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What {@code up} needs on a machine where nothing is yet: configuration, certificate, key. */
public final class Demo {

  /** Who the demonstration's key is for. */
  public static final String CLIENT = "demo";

  /** The demonstration's models. */
  public static final List<String> MODELS = List.of("fashion", "minilm");

  private static final Duration LIFETIME = Duration.ofDays(90);

  private final DataFolder data;

  public Demo(DataFolder data) {
    this.data = data;
  }

  /** Ports that the demonstration listens on. */
  public record Ports(int main, int admin) {}

  /** Prepares the demonstration's own models. */
  public Path prepare(Ports ports) throws IOException {
    return prepare(
        template()
            .replace("@PORT@", "" + ports.main())
            .replace("@ADMIN_PORT@", "" + ports.admin()));
  }

  /** Writes the configuration, and makes the certificate that it names. */
  public Path prepare(String configuration) throws IOException {
    DevelopmentAuthority.serverTls(data.tls(), Clock.systemUTC());
    PepperFile.open(data.keys(), Purpose.DEMO);
    write(
        data.tls().resolve("trust.pem"),
        TrustFile.with(DevelopmentAuthority.certificate(data.tls())));
    write(data.demoConfig(), configuration);
    return data.demoConfig();
  }

  private static String template() throws IOException {
    try (InputStream in = Demo.class.getResourceAsStream("demo.yaml")) {
      if (in == null) {
        throw new IllegalStateException("demo.yaml is not built in");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Publishes a key for the demonstration's own models. */
  public DemoEnvironment publish(Gateway gateway) throws IOException {
    return publish(gateway, MODELS);
  }

  /**
   * Writes what a shell needs to call the gateway, with a key that works.
   *
   * @param models that the key may use
   */
  public DemoEnvironment publish(Gateway gateway, List<String> models) throws IOException {
    var keys = gateway.keys();
    var listening = gateway.listening();
    var environment =
        new DemoEnvironment(
            listening.listeners().getFirst().url(),
            listening.admin().url(),
            DevelopmentAuthority.certificate(data.tls()),
            key(keys, models));
    gateway.learnKeys();
    write(data.demoEnvironment(), environment.text());
    return environment;
  }

  /** The key of the last start if it still works; it is nowhere but in the file. */
  private String key(Keys keys, List<String> models) throws IOException {
    var live =
        keys.list().stream()
            .map(listed -> listed.key())
            .filter(key -> key.grant().subject().equals(CLIENT) && key.isLive(Instant.now()))
            .toList();
    if (Files.exists(data.demoEnvironment())) {
      var text = DemoEnvironment.read(data).key();
      if (live.stream()
          .filter(key -> key.grant().models().equals(models))
          .anyMatch(key -> text.contains("_" + key.id() + "_"))) {
        return text;
      }
    }
    live.forEach(key -> keys.revoke(key.id()));
    var grant = new Grant(CLIENT, "default", models, List.of("inference:*"));
    var made = keys.create(grant, Environment.DEMO, LIFETIME);
    return new String(made.text().reveal(Secret.Purpose.SHOW_ONCE), StandardCharsets.US_ASCII);
  }

  /** Moved into place whole, and readable by its owner alone from its first byte on. */
  private static void write(Path file, String text) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(file.getParent(), "demo", ".new", owner);
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
