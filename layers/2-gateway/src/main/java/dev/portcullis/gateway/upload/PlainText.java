package dev.portcullis.gateway.upload;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Text that any reader reads alike: UTF-8, and no control characters but tabs and line ends. */
final class PlainText {

  private static final int CHUNK_CHARS = 8 * 1024;

  private PlainText() {}

  static boolean is(ByteBuffer data) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var bytes = data.duplicate();
    var chunk = CharBuffer.allocate(CHUNK_CHARS);
    while (bytes.hasRemaining()) {
      var before = bytes.position();
      if (!decoded(decoder, bytes, chunk) || bytes.position() == before) {
        return false;
      }
    }
    return true;
  }

  private static boolean decoded(CharsetDecoder decoder, ByteBuffer bytes, CharBuffer chunk) {
    chunk.clear();
    if (decoder.decode(bytes, chunk, true).isError()) {
      return false;
    }
    decoder.reset();
    return chunk.flip().chars().noneMatch(PlainText::isControl);
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
  }
}
