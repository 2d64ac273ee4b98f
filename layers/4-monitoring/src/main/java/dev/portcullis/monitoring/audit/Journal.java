package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The segments as one log that only grows. Confined to the writer's thread. */
final class Journal {

  private static final int ZEROS_BYTES = 1 << 20;

  private final LedgerFolder folder;
  private final LedgerSettings settings;
  private final Disk disk;
  private final Frame frame = new Frame();
  private Optional<Segment> current = Optional.empty();
  private ByteBuffer group = ByteBuffer.allocateDirect(1 << 18);
  private boolean reserved;
  private long next;

  Journal(LedgerSettings settings, Disk disk, long next) {
    this.folder = new LedgerFolder(settings.folder());
    this.settings = settings;
    this.disk = disk;
    this.next = next;
  }

  /** Where a group stands, and how long the sync took that made it durable. */
  record Appended(long first, Duration synced) {}

  /**
   * Appends a group and returns where once it is durable.
   *
   * @throws DiskFullException where there is no room; nothing of the group is on record
   * @throws IOException where nobody can know any more what is on the disk
   */
  Appended append(List<ByteBuffer> payloads) throws IOException {
    var bytes = frames(payloads);
    var segment = segmentWithRoom(bytes.remaining());
    segment.append(bytes);
    var synced = sync(segment);
    long first = next;
    next += payloads.size();
    return new Appended(first, synced);
  }

  /** Whether the reserve is there: while it isn't, the disk counts as full. */
  boolean hasReserve() {
    return reserved;
  }

  /** Goes on in the reserve, if it is there. */
  void useReserve() throws IOException {
    if (reserved) {
      reserved = false;
      sealCurrent();
      var path = folder.segment(next);
      disk.rename(folder.reserve(), path);
      disk.syncFolder(folder.path());
      current = Optional.of(Segment.begin(path, disk.open(path), next, settings.reserveBytes()));
    }
  }

  /**
   * Sets the reserve aside, unless it is there.
   *
   * @throws DiskFullException where there is no room for it
   */
  void restoreReserve() throws IOException {
    var reserve = folder.reserve();
    if (!Files.exists(reserve) || Files.size(reserve) != settings.reserveBytes()) {
      try {
        writeReserve();
      } catch (DiskFullException e) {
        disk.delete(folder.unfinishedReserve());
        throw e;
      }
    }
    reserved = true;
  }

  /** Seals the log. Without it, the next start has to look for an unfinished group. */
  void close() throws IOException {
    sealCurrent();
  }

  /** Lets go of a file that can't be trusted any more, as it is. */
  void abandon() throws IOException {
    if (current.isPresent()) {
      current.get().close();
    }
  }

  long next() {
    return next;
  }

  String segment() {
    return current.map(s -> String.valueOf(s.path().getFileName())).orElse("none");
  }

  private Duration sync(Segment segment) throws IOException {
    return switch (settings.sync()) {
      case NONE -> Duration.ZERO;
      case GROUP -> {
        long begun = System.nanoTime();
        segment.sync();
        yield Duration.ofNanos(System.nanoTime() - begun);
      }
    };
  }

  private ByteBuffer frames(List<ByteBuffer> payloads) {
    int bytes = 0;
    for (var payload : payloads) {
      bytes += Frame.HEADER_BYTES + payload.remaining();
    }
    if (bytes > group.capacity()) {
      group = ByteBuffer.allocateDirect(bytes);
    }
    group.clear();
    for (int i = 0; i < payloads.size(); i++) {
      frame.put(group, next + i, i, payloads.get(i));
    }
    return group.flip();
  }

  private Segment segmentWithRoom(int bytes) throws IOException {
    if (current.isPresent() && current.get().size() >= settings.segmentBytes()) {
      sealCurrent();
    }
    if (current.isEmpty()) {
      current = Optional.of(begin());
    }
    var segment = current.get();
    segment.makeRoom(bytes);
    return segment;
  }

  private Segment begin() throws IOException {
    var path = folder.segment(next);
    var file = disk.create(path);
    try {
      var segment = Segment.begin(path, file, next, 0);
      disk.syncFolder(folder.path());
      return segment;
    } catch (DiskFullException e) {
      file.close();
      disk.delete(path);
      throw e;
    }
  }

  private void sealCurrent() throws IOException {
    if (current.isPresent()) {
      var segment = current.get();
      current = Optional.empty();
      if (segment.size() > Segment.HEADER_BYTES) {
        segment.seal(next);
      } else {
        segment.close();
        disk.delete(segment.path());
      }
    }
  }

  private void writeReserve() throws IOException {
    Files.deleteIfExists(folder.unfinishedReserve());
    try (var file = disk.create(folder.unfinishedReserve())) {
      for (long at = 0; at < settings.reserveBytes(); at += ZEROS_BYTES) {
        int bytes = (int) Math.min(ZEROS_BYTES, settings.reserveBytes() - at);
        file.write(ByteBuffer.allocate(bytes), at);
      }
      file.sync();
    }
    disk.rename(folder.unfinishedReserve(), folder.reserve());
    disk.syncFolder(folder.path());
  }
}
