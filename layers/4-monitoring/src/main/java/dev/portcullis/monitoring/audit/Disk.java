package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The file operations that the ledger's durability rests on; tests stand a failing disk in. */
interface Disk {

  /** A new file, to be written. */
  File create(Path path) throws IOException;

  /** An existing file, to be written. */
  File open(Path path) throws IOException;

  void rename(Path from, Path to) throws IOException;

  void delete(Path path) throws IOException;

  /** Makes the names in a folder durable. */
  void syncFolder(Path folder) throws IOException;

  /** Bytes that can still be written to the file system of this folder. */
  long usableBytes(Path folder) throws IOException;

  /** One open file. */
  interface File extends AutoCloseable {

    /** Writes everything that remains in the buffer. */
    void write(ByteBuffer bytes, long position) throws IOException;

    void truncate(long size) throws IOException;

    /** Returns when what was written is on the device. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
  }
}
