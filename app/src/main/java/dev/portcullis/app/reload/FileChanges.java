package dev.portcullis.app.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Notices that a file has changed, and waits until it rests: an editor writes in pieces. It looks
 * instead of being told, since files on network disks, and those that containers are handed through
 * links, change without telling.
 */
final class FileChanges {

  private final Path file;
  private Stamp handled;
  private Stamp last;

  /** What changes with a file, whatever it is changed by. */
  private record Stamp(FileTime modified, long bytes, String identity) {
    static final Stamp ABSENT = new Stamp(FileTime.fromMillis(0), -1, "");
  }

  FileChanges(Path file) {
    this.file = file;
    this.handled = look();
    this.last = handled;
  }

  /** Whether it has changed since this last said so, and not since the last look. */
  boolean hasSettled() {
    var now = look();
    var settled = !now.equals(handled) && now.equals(last) && !now.equals(Stamp.ABSENT);
    last = now;
    if (settled) {
      handled = now;
    }
    return settled;
  }

  /** Whatever it is now is known. */
  void acknowledge() {
    handled = look();
    last = handled;
  }

  private Stamp look() {
    try {
      var seen = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(seen.lastModifiedTime(), seen.size(), String.valueOf(seen.fileKey()));
    } catch (IOException _) {
      // Between two writes of an editor there may be none.
      return Stamp.ABSENT;
    }
  }
}
