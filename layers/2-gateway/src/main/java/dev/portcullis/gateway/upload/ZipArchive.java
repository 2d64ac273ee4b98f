package dev.portcullis.gateway.upload;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * An archive that can be read in one way only. Some readers follow the directory at the end, others
 * go from file to file; so both have to tell the same of the same files, which lie side by side
 * from the first byte to the directory, as it does to the end.
 */
final class ZipArchive {

  private static final int END_MARK = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int BEHIND_MARK = 0x08074b50;

  /** Before the end, it would lead some readers to another directory. */
  private static final int OTHER_END_MARK = 0x07064b50;

  private static final int OTHER_END_BYTES = 20;

  private final ByteBuffer files;
  private final ByteBuffer directory;
  private final int count;

  private ZipArchive(ByteBuffer files, ByteBuffer directory, int count) {
    this.files = files;
    this.directory = directory;
    this.count = count;
  }

  /** What is in it. */
  static List<ZipMember> members(ByteBuffer data) throws ZipException {
    try {
      return open(data).members();
    } catch (BufferUnderflowException | IllegalArgumentException _) {
      throw new ZipException("an archive (expected: whole)");
    }
  }

  private static ZipArchive open(ByteBuffer data) throws ZipException {
    var at = data.limit() - END_BYTES;
    if (at < OTHER_END_BYTES || slice(data, at - OTHER_END_BYTES, 4).getInt() == OTHER_END_MARK) {
      throw new ZipException("an archive (expected: one directory)");
    }
    var end = slice(data, at, END_BYTES);
    var mark = end.getInt();
    var disks = end.getInt();
    var onThisDisk = end.getShort();
    var count = end.getShort();
    var directoryBytes = Integer.toUnsignedLong(end.getInt());
    var directoryAt = Integer.toUnsignedLong(end.getInt());
    if (mark != END_MARK
        || disks != 0
        || onThisDisk != count
        || directoryAt + directoryBytes != at
        || end.getShort() != 0) {
      throw new ZipException("the end (expected: behind the directory, without a comment)");
    }
    return new ZipArchive(
        slice(data, 0, (int) directoryAt),
        slice(data, (int) directoryAt, (int) directoryBytes),
        Short.toUnsignedInt(count));
  }

  private static ByteBuffer slice(ByteBuffer data, int from, int length) {
    return data.slice(from, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private List<ZipMember> members() throws ZipException {
    var members = new ArrayList<ZipMember>();
    for (int i = 0; i < count; i++) {
      members.add(member());
    }
    if (directory.hasRemaining() || files.hasRemaining()) {
      throw new ZipException("the directory (expected: every file, and nothing else)");
    }
    return members;
  }

  private ZipMember member() throws ZipException {
    var listed = ZipHead.listed(directory, files.position());
    var local = ZipHead.local(files);
    var contents = listed.contents();
    if (contents.packedBytes() > files.remaining()) {
      throw new ZipException("a file (expected: before the directory)");
    }
    var packed = slice(files, files.position(), (int) contents.packedBytes());
    files.position(files.position() + packed.limit());
    if (!local.agreesWith(listed) || !contents.equals(told(local))) {
      throw new ZipException("a file (expected: as the directory says)");
    }
    return new ZipMember(listed, packed);
  }

  /** What is said of a file's contents, before it or behind it. */
  private ZipHead.Contents told(ZipHead local) throws ZipException {
    if (!local.isToldBehind()) {
      return local.contents();
    }
    if (!local.contents().equals(ZipHead.Contents.UNTOLD) || files.getInt() != BEHIND_MARK) {
      throw new ZipException("a file (expected: its length behind it, and only there)");
    }
    return ZipHead.Contents.read(files, local.width());
  }
}
