package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** This machine's disk, until a test says that it is full, broken, or hangs. */
final class FaultyDisk implements Disk {

  private final Disk disk = new LocalDisk();
  private volatile Fault fault = Fault.NONE;
  private volatile long growsTo = Long.MAX_VALUE;
  private volatile long usable = Long.MAX_VALUE;
  private volatile long quota = Long.MAX_VALUE;
  private volatile Path quotaFolder = Path.of(".");
  private volatile CountDownLatch hanging = new CountDownLatch(0);

  enum Fault {
    NONE,
    WRITE_FAILS,
    /** Half of it reaches the file, then the device is gone. */
    WRITE_IS_TORN,
    SYNC_FAILS
  }

  void breaks(Fault how) {
    fault = how;
  }

  /** From now on no file grows past this size, as on a full disk: what is allocated stays so. */
  void isFullAt(long bytes) {
    growsTo = bytes;
  }

  void hasSpaceAgain() {
    growsTo = Long.MAX_VALUE;
  }

  /** From now on the files of the folder together take no more than this. */
  void holdsAtMost(Path folder, long bytes) {
    quotaFolder = folder;
    quota = bytes;
  }

  void saysItHas(long bytes) {
    usable = bytes;
  }

  void hangs() {
    hanging = new CountDownLatch(1);
  }

  void answersAgain() {
    hanging.countDown();
  }

  @Override
  public File create(Path path) throws IOException {
    return new FaultyFile(disk.create(path), path);
  }

  @Override
  public File open(Path path) throws IOException {
    return new FaultyFile(disk.open(path), path);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.delete(path);
  }

  @Override
  public long usableBytes(Path folder) {
    return usable;
  }

  private boolean isOverQuota(long growth) throws IOException {
    return quota != Long.MAX_VALUE && growth > 0 && used(quotaFolder) + growth > quota;
  }

  private static long used(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    disk.syncFolder(folder);
  }

  private final class FaultyFile implements File {
    private final File file;

    private final Path path;

    private FaultyFile(File file, Path path) {
      this.file = file;
      this.path = path;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      if (fault == Fault.WRITE_FAILS) {
        throw new IOException("Input/output error");
      }
      long end = position + bytes.remaining();
      if (end > growsTo || isOverQuota(end - Files.size(path))) {
        throw new DiskFullException("No space left on device");
      }
      if (fault == Fault.WRITE_IS_TORN) {
        file.write(bytes.slice(bytes.position(), bytes.remaining() / 2), position);
        throw new IOException("Input/output error");
      }
      file.write(bytes, position);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      try {
        hanging.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (fault == Fault.SYNC_FAILS) {
        throw new IOException("Input/output error");
      }
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
