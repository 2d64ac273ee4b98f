package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * New keys as files of a folder, one a client and kind: {@code alice.live.key}, which its owner
 * alone can read and which always holds the newest key. A program that reads it at its start, or an
 * agent that watches it, needs nothing else.
 */
public final class KeyFiles implements KeySink {

  private static final String DRAFT = ".draft-";
  private static final String LOCK = ".lock";
  private static final String PLAIN = "._-@";
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final Path folder;

  public KeyFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public void alone(Runnable round) {
    IN_THIS_PROCESS.lock();
    try (var channel = lockFile();
        var _ = channel.lock()) {
      round.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  private FileChannel lockFile() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return open(folder.resolve(LOCK), StandardOpenOption.CREATE);
  }

  @Override
  public void draft(ShownOnce made) {
    try (var file = open(draft(made.key().id()), StandardOpenOption.CREATE_NEW)) {
      var text = ByteBuffer.wrap(line(made.text()));
      while (text.hasRemaining()) {
        file.write(text);
      }
      file.force(true);
      sync();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<KeyId> drafts() {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith(DRAFT))
          .map(name -> new KeyId(name.substring(DRAFT.length())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void deliver(StoredKey key) {
    try {
      Files.move(
          draft(key.id()),
          place(key),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      sync();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void discard(KeyId id) {
    try {
      Files.deleteIfExists(draft(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the owner of a key finds its successor. */
  public Path place(StoredKey key) {
    return folder.resolve(
        fileName(key.grant().subject()) + "." + key.environment().word() + ".key");
  }

  private Path draft(KeyId id) {
    return folder.resolve(DRAFT + id);
  }

  private void sync() throws IOException {
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static FileChannel open(Path file, StandardOpenOption how) throws IOException {
    return FileChannel.open(
        file,
        Set.of(how, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static byte[] line(Secret key) {
    var text = key.reveal(Secret.Purpose.SHOW_ONCE);
    var line = new byte[text.length + 1];
    System.arraycopy(text, 0, line, 0, text.length);
    line[text.length] = '\n';
    return line;
  }

  /** A name of a client's is no path, and does not hide. */
  private static String fileName(String subject) {
    var name = new StringBuilder(subject.length());
    for (byte b : subject.getBytes(StandardCharsets.UTF_8)) {
      var plain =
          Base62.holds(String.valueOf((char) b)) || (PLAIN.indexOf(b) >= 0 && !name.isEmpty());
      name.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
    }
    return name.toString();
  }
}
