package dev.portcullis.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where a gateway keeps what must outlive it, and what stands where in it. Only its owner reads.
 */
public record DataFolder(Path path) {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /** The folder, made where it was not. */
  public static DataFolder open(Path path) throws IOException {
    var folder = new DataFolder(path.toAbsolutePath().normalize());
    make(folder.path);
    return folder;
  }

  /** API keys and the peppers without which they are nothing. */
  public Path keys() throws IOException {
    return make(path.resolve("keys"));
  }

  /** Keys that took over from others, for their owners to collect. */
  public Path rotated() throws IOException {
    return make(path.resolve("rotated"));
  }

  /** What clients brought, and nobody has looked into yet. */
  public Path quarantine() {
    return path.resolve("quarantine");
  }

  public Path ledger() {
    return path.resolve("ledger");
  }

  /** The development authority and what it signed. */
  public Path tls() throws IOException {
    return make(path.resolve("tls"));
  }

  public Path dataSets() throws IOException {
    return make(path.resolve("datasets"));
  }

  /** Where {@code apply} hands a running gateway another configuration. */
  public Path handover() {
    return path.resolve("handover");
  }

  /** The configuration that {@code up} writes. */
  public Path demoConfig() {
    return path.resolve("demo.yaml");
  }

  /** What a shell sources to call the gateway that {@code up} started. */
  public Path demoEnvironment() {
    return path.resolve("demo.env");
  }

  private static Path make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    return folder;
  }
}
