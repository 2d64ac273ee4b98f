package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The disk of this machine. */
final class LocalDisk implements Disk {

  @Override
  public File create(Path path) throws IOException {
    return new Channel(
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), path);
  }

  @Override
  public File open(Path path) throws IOException {
    return new Channel(FileChannel.open(path, StandardOpenOption.WRITE), path);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.delete(path);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long usableBytes(Path folder) throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  private record Channel(FileChannel channel, Path path) implements File {

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      int wanted = bytes.remaining();
      long at = position;
      try {
        while (bytes.hasRemaining()) {
          at += channel.write(bytes, at);
        }
      } catch (IOException e) {
        throw isFull(e, wanted) ? new DiskFullException(path + ": " + e.getMessage()) : e;
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }

    /** The message is the C library's and may be translated, so the space left is asked too. */
    private boolean isFull(IOException failure, int wanted) throws IOException {
      var message = String.valueOf(failure.getMessage());
      if (message.contains("No space left") || message.contains("quota exceeded")) {
        return true;
      }
      FileStore store = Files.getFileStore(path);
      return store.getUsableSpace() < wanted;
    }
  }
}
