package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** This machine's disk, until a test says that it is full, broken, or hangs. */
final class FaultyDisk implements Disk {

  private final Disk disk = new LocalDisk();
  private volatile Fault fault = Fault.NONE;
  private volatile long growsTo = Long.MAX_VALUE;
  private volatile CountDownLatch hanging = new CountDownLatch(0);

  enum Fault {
    NONE,
    WRITE_FAILS,
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

  void hangs() {
    hanging = new CountDownLatch(1);
  }

  void answersAgain() {
    hanging.countDown();
  }

  @Override
  public File create(Path path) throws IOException {
    return new FaultyFile(disk.create(path));
  }

  @Override
  public File open(Path path) throws IOException {
    return new FaultyFile(disk.open(path));
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
  public void syncFolder(Path folder) throws IOException {
    disk.syncFolder(folder);
  }

  private final class FaultyFile implements File {
    private final File file;

    private FaultyFile(File file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      if (fault == Fault.WRITE_FAILS) {
        throw new IOException("Input/output error");
      }
      if (position + bytes.remaining() > growsTo) {
        throw new DiskFullException("No space left on device");
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
