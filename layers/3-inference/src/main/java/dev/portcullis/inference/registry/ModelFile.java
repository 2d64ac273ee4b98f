package dev.portcullis.inference.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads a file once and whole: what was digested and looked at is what runs. */
final class ModelFile {

  static final String CLASSPATH = "classpath:";

  /** Larger models exist; a gateway is not where they should run. */
  static final int MAX_BYTES = 1 << 30;

  private final Path base;

  /**
   * A reader of files.
   *
   * @param base where names that are not absolute begin
   */
  ModelFile(Path base) {
    this.base = base;
  }

  /**
   * The file's bytes.
   *
   * @throws IllegalArgumentException where there is none that can be read, or one too large
   */
  byte[] read(String name) {
    try (var in = open(name)) {
      var bytes = in.readNBytes(MAX_BYTES);
      if (in.read() != -1) {
        throw new IllegalArgumentException(name + ": larger than " + (MAX_BYTES >> 20) + " MiB");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          name + ": no such file (looked at " + e.getFile() + ")", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + ": can't be read: " + e.getMessage(), e);
    }
  }

  private InputStream open(String name) throws IOException {
    if (name.startsWith(CLASSPATH)) {
      var resource = "/" + name.substring(CLASSPATH.length());
      var in = ModelFile.class.getResourceAsStream(resource);
      if (in == null) {
        throw new NoSuchFileException(name);
      }
      return in;
    }
    var path = base.resolve(name);
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toAbsolutePath().toString());
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException("no regular file");
    }
    return Files.newInputStream(path);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
