package dev.portcullis.edge.http;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Memory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How a body is compressed, and how it is brought back under bounds. */
enum ContentCoding {
  IDENTITY,
  GZIP,
  DEFLATE;

  private static final int STEP_BYTES = 8 * 1024;

  /** The coding that a Content-Encoding field names; several at once are refused. */
  static ContentCoding named(String field) {
    return switch (field.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      default ->
          throw new DeniedException(Reason.UNSUPPORTED_MEDIA_TYPE, "content coding not taken");
    };
  }

  /**
   * The body as it was before it was compressed: of so many bytes at most, and held as it grows.
   */
  ByteBuffer decode(ByteBuffer body, long maxBytes, Memory memory) {
    if (this == IDENTITY || !body.hasRemaining()) {
      return body;
    }
    var in =
        new ByteArrayInputStream(
            body.array(), body.arrayOffset() + body.position(), body.remaining());
    try (var decoded = decoder(in)) {
      return bounded(decoded, maxBytes, memory);
    } catch (IOException e) {
      throw new DeniedException(Reason.MALFORMED, "body is not in the coding it names");
    }
  }

  private InputStream decoder(InputStream in) throws IOException {
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in);
      case DEFLATE -> new InflaterInputStream(in);
    };
  }

  private static ByteBuffer bounded(InputStream decoded, long maxBytes, Memory memory)
      throws IOException {
    var out = new ByteArrayOutputStream(STEP_BYTES);
    var step = new byte[STEP_BYTES];
    for (var read = decoded.read(step); read >= 0; read = decoded.read(step)) {
      if (out.size() + read > maxBytes) {
        throw new DeniedException(Reason.TOO_LARGE, "body inflates past its bound");
      }
      if (!memory.take(read)) {
        throw new DeniedException(Reason.OVERLOADED, "bytes in flight");
      }
      out.write(step, 0, read);
    }
    return ByteBuffer.wrap(out.toByteArray());
  }
}
