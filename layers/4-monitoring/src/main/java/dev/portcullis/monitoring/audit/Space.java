package dev.portcullis.monitoring.audit;

import dev.portcullis.monitoring.audit.LedgerStatus.State;
import java.io.IOException;
import java.nio.file.Path;

/** Sees in time that space runs short, and that there is enough again. */
final class Space {

  private final Path folder;
  private final Disk disk;
  private final long headroomBytes;
  private final Health health;

  Space(Path folder, Disk disk, long headroomBytes, Health health) {
    this.folder = folder;
    this.disk = disk;
    this.headroomBytes = headroomBytes;
    this.health = health;
  }

  void look() throws IOException {
    if (disk.usableBytes(folder) < headroomBytes) {
      health.turn(State.OPEN, State.SHORT, "less than " + headroomBytes + " bytes are free");
    } else {
      health.turn(State.SHORT, State.OPEN, "");
    }
  }
}
