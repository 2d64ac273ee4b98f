package dev.portcullis.edge.surfaces.oip;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.kernel.Headers;
import java.nio.ByteBuffer;

/**
 * The binary tensor data extension: a JSON header, and after it the tensors' bytes in the order of
 * the tensors that announce them by {@code binary_data_size}.
 */
final class BinaryExtension {

  static final String MEDIA_TYPE = "application/octet-stream";
  static final String HEADER_LENGTH = "inference-header-content-length";
  static final String SIZE = "binary_data_size";

  private static final int MAX_DIGITS = 9;

  private BinaryExtension() {}

  /** A body's two halves; the second is empty where the extension is not used. */
  record Split(ByteBuffer json, ByteBuffer binary) {

    /** Takes the next tensor's bytes, as a view. */
    ByteBuffer take(long size, String pointer) {
      if (size < 0 || size > binary.remaining()) {
        throw Refused.invalid(pointer, "as many bytes after the header as are announced");
      }
      var taken = binary.slice(binary.position(), (int) size);
      binary.position(binary.position() + (int) size);
      return taken;
    }

    void requireAllTaken() {
      if (binary.hasRemaining()) {
        throw Refused.invalid("", "no bytes that no tensor announces");
      }
    }
  }

  static Split split(Headers headers, ByteBuffer body) {
    if (!headers.has(HEADER_LENGTH)) {
      return new Split(body, ByteBuffer.allocate(0));
    }
    int length = length(headers.header(HEADER_LENGTH).orElse(""));
    if (length > body.remaining()) {
      throw Refused.malformed("oip: the header is said to be longer than the body");
    }
    var json = body.slice(body.position(), length);
    return new Split(json, body.slice(body.position() + length, body.remaining() - length));
  }

  private static int length(String value) {
    boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
    if (value.isEmpty() || value.length() > MAX_DIGITS || !digits) {
      throw Refused.malformed("oip: the header's length is no number");
    }
    return Integer.parseInt(value);
  }
}
