package dev.portcullis.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which Portcullis this is. */
final class Build implements IVersionProvider {

  /** Set by the launcher: what of the sources it was made. */
  private static final String REVISION_PROPERTY = "portcullis.revision";

  static String version() {
    var properties = new Properties();
    try (var in = Build.class.getResourceAsStream("version.properties")) {
      properties.load(java.util.Objects.requireNonNull(in, "version.properties is built in"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }

  static String revision() {
    return Optional.ofNullable(System.getProperty(REVISION_PROPERTY))
        .filter(r -> !r.isEmpty())
        .orElse("unknown revision");
  }

  static String line() {
    return "Portcullis %s (%s, Java %s)".formatted(version(), revision(), Runtime.version());
  }

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }
}
