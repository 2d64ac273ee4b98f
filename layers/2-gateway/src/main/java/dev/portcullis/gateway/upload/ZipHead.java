package dev.portcullis.gateway.upload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * What an archive says of a file: before the file, and once more in the directory.
 *
 * @param flags only {@link #CONTENTS_BEHIND} and {@link #NAME_IS_UTF8}
 * @param method {@link #STORED} or {@link #DEFLATED}
 */
record ZipHead(int flags, int method, Contents contents, Width width, String name) {

  static final int STORED = 0;
  static final int DEFLATED = 8;
  private static final int CONTENTS_BEHIND = 1 << 3;
  private static final int NAME_IS_UTF8 = 1 << 11;

  private static final int LOCAL_MARK = 0x04034b50;
  private static final int LISTED_MARK = 0x02014b50;
  private static final long IN_WIDE_FIELD = 0xffff_ffffL;
  private static final int WIDE_FIELD = 1;
  private static final int WIDE_FIELD_BYTES = 16;
  private static final int FIELD_HEAD_BYTES = 4;

  /** Of the lengths: NumPy writes long ones before a file, since it may become any length. */
  enum Width {
    INT,
    LONG
  }

  /** How long a file is, and its checksum. */
  record Contents(int crc, long packedBytes, long bytes) {

    static final Contents UNTOLD = new Contents(0, 0, 0);

    static Contents read(ByteBuffer in, Width width) {
      return switch (width) {
        case INT -> new Contents(in.getInt(), unsigned(in), unsigned(in));
        case LONG -> new Contents(in.getInt(), in.getLong(), in.getLong());
      };
    }
  }

  ZipHead {
    var allowed = NAME_IS_UTF8;
    if (method == DEFLATED) {
      allowed |= CONTENTS_BEHIND;
    } else if (method != STORED) {
      throw new IllegalArgumentException("method: " + method + " (expected: stored or deflated)");
    }
    if ((flags & ~allowed) != 0) {
      throw new IllegalArgumentException("flags: " + flags + " (expected: of " + allowed + ")");
    }
  }

  /** The head before a file, which is read up to the file itself. */
  static ZipHead local(ByteBuffer in) throws ZipException {
    if (in.getInt() != LOCAL_MARK) {
      throw new ZipException("a file (expected: its mark)");
    }
    in.getShort();
    var fields = Fields.read(in);
    var name = text(in, fields.nameBytes);
    if (fields.extraBytes == 0) {
      return new ZipHead(fields.flags, fields.method, fields.contents, Width.INT, name);
    }
    var wide = wide(in, fields);
    return new ZipHead(fields.flags, fields.method, wide, Width.LONG, name);
  }

  private static Contents wide(ByteBuffer in, Fields fields) throws ZipException {
    var told = fields.contents;
    if (fields.extraBytes != FIELD_HEAD_BYTES + WIDE_FIELD_BYTES
        || in.getShort() != WIDE_FIELD
        || in.getShort() != WIDE_FIELD_BYTES
        || told.bytes != IN_WIDE_FIELD
        || told.packedBytes != IN_WIDE_FIELD) {
      throw new ZipException("an extra field (expected: long lengths)");
    }
    var bytes = in.getLong();
    return new Contents(told.crc, in.getLong(), bytes);
  }

  /**
   * The head in the directory.
   *
   * @param at where the file's own head has to be
   */
  static ZipHead listed(ByteBuffer in, int at) throws ZipException {
    if (in.getInt() != LISTED_MARK) {
      throw new ZipException("the directory (expected: a file's mark)");
    }
    in.getInt();
    var fields = Fields.read(in);
    var commentBytes = in.getShort();
    var disk = in.getShort();
    in.getShort();
    in.getInt();
    if (fields.extraBytes != 0 || commentBytes != 0 || disk != 0 || in.getInt() != at) {
      throw new ZipException("the directory (expected: files in order, and no extra fields)");
    }
    var name = text(in, fields.nameBytes);
    return new ZipHead(fields.flags, fields.method, fields.contents, Width.INT, name);
  }

  /** Whether what the other says of the same file is no different; their contents are apart. */
  boolean agreesWith(ZipHead other) {
    return flags == other.flags && method == other.method && name.equals(other.name);
  }

  /**
   * Whether the contents are told behind the file. Never of a stored one: where that ends, nobody
   * could say who has not seen the directory.
   */
  boolean isToldBehind() {
    return (flags & CONTENTS_BEHIND) != 0;
  }

  private static String text(ByteBuffer in, int length) {
    var bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static long unsigned(ByteBuffer in) {
    return Integer.toUnsignedLong(in.getInt());
  }

  /** What both heads have in common. */
  private record Fields(int flags, int method, Contents contents, int nameBytes, int extraBytes) {

    static Fields read(ByteBuffer in) {
      var flags = Short.toUnsignedInt(in.getShort());
      var method = Short.toUnsignedInt(in.getShort());
      in.getInt();
      var contents = Contents.read(in, Width.INT);
      var nameBytes = Short.toUnsignedInt(in.getShort());
      return new Fields(flags, method, contents, nameBytes, Short.toUnsignedInt(in.getShort()));
    }
  }
}
