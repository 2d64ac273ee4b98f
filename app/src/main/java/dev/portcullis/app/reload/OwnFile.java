package dev.portcullis.app.reload;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that a gateway was started with, and starts with the next time. */
final class OwnFile {

  private final Path file;

  OwnFile(Path file) {
    this.file = file;
  }

  String text() throws IOException {
    return Files.readString(file);
  }

  /** Puts this text in its place, whole at once, for those who could read it before. */
  void replace(String text) throws IOException {
    // Where it is a link, what it leads to is replaced: the link is somebody's arrangement.
    var real = file.toRealPath();
    try {
      var draft = Files.createTempFile(real.getParent(), "." + real.getFileName(), ".new");
      try {
        Files.writeString(draft, text);
        Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(real));
        Files.move(
            draft, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (FileSystemException e) {
      throw new IOException(
          file + " can't be replaced, so the next start would not know it: " + e.getMessage(), e);
    }
  }
}
