package dev.portcullis.edge.surfaces.jsontext;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Tells text in UTF-8 from other bytes. */
final class Utf8 {

  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final int WINDOW_CHARS = 4_096;

  private Utf8() {}

  /** Whether the bytes are well-formed UTF-8: no overlong form, no surrogate, no stray byte. */
  static boolean wellFormed(ByteBuffer bytes) {
    var rest = bytes.slice();
    rest.position(asciiPrefix(rest));
    return !rest.hasRemaining() || decodes(rest);
  }

  /** Bodies are mostly ASCII, and eight bytes at a time that is seen at memory speed. */
  private static int asciiPrefix(ByteBuffer bytes) {
    int at = 0;
    while (at + Long.BYTES <= bytes.limit() && (bytes.getLong(at) & HIGH_BITS) == 0) {
      at += Long.BYTES;
    }
    return at;
  }

  private static boolean decodes(ByteBuffer bytes) {
    // A new decoder reports, where the convenience methods would replace.
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    var window = CharBuffer.allocate(WINDOW_CHARS);
    while (true) {
      var result = decoder.decode(bytes, window, true);
      if (result.isError()) {
        return false;
      }
      if (result.isUnderflow()) {
        return true;
      }
      window.clear();
    }
  }
}
