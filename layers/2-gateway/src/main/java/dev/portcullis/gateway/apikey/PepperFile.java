package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;

/**
 * The peppers on disk, readable by their owner alone: a line {@code v<number> <hex>} each, and the
 * line {@code demo} where the demonstration made them, so that production can refuse them.
 */
public final class PepperFile {

  /** Who a new file is for. */
  public enum Purpose {
    OWN,
    DEMO
  }

  static final String NAME = "peppers";
  private static final long MAX_FILE_BYTES = 64 * 1024;
  private static final String DEMO_LINE = "demo";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final TreeMap<Integer, Secret> secrets = new TreeMap<>();
  private Purpose purpose = Purpose.OWN;

  private PepperFile() {}

  /** Reads the file in this folder; where there is none, makes one with a first random pepper. */
  public static PepperFile open(Path folder, Purpose purpose) throws IOException {
    var path = folder.resolve(NAME);
    if (!Files.exists(path)) {
      create(path, purpose);
    }
    return read(path);
  }

  public Peppers peppers() {
    return new Peppers(secrets);
  }

  public boolean isDemo() {
    return purpose == Purpose.DEMO;
  }

  private static PepperFile read(Path path) throws IOException {
    refuseOpenFile(path);
    if (Files.size(path) > MAX_FILE_BYTES) {
      throw new IOException(path + ": expected: at most " + MAX_FILE_BYTES + " bytes");
    }
    var file = new PepperFile();
    for (var line : Files.readAllLines(path)) {
      file.take(line.strip(), path);
    }
    if (file.secrets.isEmpty()) {
      throw new IOException(path + " holds no pepper (expected: a line \"v1 <hex>\")");
    }
    return file;
  }

  private void take(String line, Path path) throws IOException {
    if (line.equals(DEMO_LINE)) {
      purpose = Purpose.DEMO;
    } else if (!line.isEmpty() && !line.startsWith("#")) {
      takePepper(line, path);
    }
  }

  private void takePepper(String line, Path path) throws IOException {
    try {
      var gap = line.indexOf(' ');
      var version = Integer.parseInt(line.substring(1, gap));
      var secret = Secret.of(HexFormat.of().parseHex(line.substring(gap + 1).strip()));
      if (line.charAt(0) != 'v' || version < 1 || secrets.put(version, secret) != null) {
        throw new IOException(path + ": expected: each version once, as v1, v2, …");
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      // The cause would quote the line, and the line is the secret.
      throw new IOException(path + ": a line is no pepper (expected: \"v<number> <hex>\")");
    }
  }

  private static void refuseOpenFile(Path path) throws IOException {
    var others = EnumSet.copyOf(Files.getPosixFilePermissions(path));
    others.removeAll(OWNER_ONLY);
    if (!others.isEmpty()) {
      throw new IOException(
          path + " may be read by others than its owner (expected: mode 0600; chmod 600 it)");
    }
  }

  /** Linked into place whole and synced: a lost pepper is every key lost. */
  private static void create(Path path, Purpose purpose) throws IOException {
    var folder = path.toAbsolutePath().getParent();
    var draft =
        Files.createTempFile(
            folder, NAME, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      writeSynced(draft, firstContent(purpose));
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException _) {
      // Another process was first, and its peppers count.
    } finally {
      Files.delete(draft);
    }
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static String firstContent(Purpose purpose) {
    var random = new byte[Peppers.MIN_BYTES];
    new SecureRandom().nextBytes(random);
    var mark = purpose == Purpose.DEMO ? DEMO_LINE + "\n" : "";
    return "# Peppers of the API keys. Without them no key works: keep a copy somewhere safe.\n"
        + mark
        + "v1 "
        + HexFormat.of().formatHex(random)
        + "\n";
  }

  private static void writeSynced(Path path, String content) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
  }
}
