package dev.portcullis.edge.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Follows the framing of HTTP/1 answers byte by byte, and knows where each ends. It takes less than
 * RFC 9112 lets through: one length or one {@code chunked}, CRLF at every line's end, no folding,
 * no chunk extension, no trailer, and no byte that no request asked for. For one connection.
 */
final class AnswerFraming {

  static final int MAX_HEAD_BYTES = 32 * 1024;
  static final int MAX_INTERIM_ANSWERS = 4;

  private static final int MAX_CHUNK_DIGITS = 8;
  private static final int USUAL_LINE_BYTES = 512;

  private enum Expecting {
    NOTHING,
    HEAD,
    CONTENT,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    LAST_LINE
  }

  private byte[] line = new byte[USUAL_LINE_BYTES];
  private int size;
  private Expecting expecting = Expecting.NOTHING;
  private long left;
  private int interim;

  /** A request goes out, so an answer may come. */
  void requested() {
    if (expecting == Expecting.NOTHING) {
      expecting = Expecting.HEAD;
      interim = 0;
    }
  }

  /** Whether the answer that was asked for has begun and not ended. */
  boolean within() {
    return expecting != Expecting.NOTHING && (expecting != Expecting.HEAD || size > 0);
  }

  /**
   * Looks at bytes without taking them.
   *
   * @throws AnswerFramingException where they are no answer, or more than one
   */
  void accept(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex()) {
      at += step(bytes, at);
    }
  }

  /** Takes a step from one place, and says how many bytes it took. */
  private int step(ByteBuf bytes, int at) {
    return switch (expecting) {
      case NOTHING -> throw new AnswerFramingException("bytes that no request asked for");
      case CONTENT, CHUNK -> skip(bytes.writerIndex() - at);
      case HEAD -> head(bytes.getByte(at));
      case CHUNK_SIZE -> chunkSize(bytes.getByte(at));
      case CHUNK_END -> lineEnd(bytes.getByte(at), Expecting.CHUNK_SIZE);
      case LAST_LINE -> lineEnd(bytes.getByte(at), Expecting.NOTHING);
    };
  }

  private int skip(int available) {
    int skipped = (int) Math.min(available, left);
    left -= skipped;
    if (left == 0) {
      expecting = expecting == Expecting.CHUNK ? Expecting.CHUNK_END : Expecting.NOTHING;
    }
    return skipped;
  }

  private int head(byte octet) {
    keep(octet);
    if (size > MAX_HEAD_BYTES) {
      throw new AnswerFramingException("a header of more than " + MAX_HEAD_BYTES + " bytes");
    }
    if (octet == '\n' && endsBlank()) {
      begin(AnswerHead.parse(takeLine()));
    }
    return 1;
  }

  private boolean endsBlank() {
    return size >= 4 && line[size - 2] == '\r' && line[size - 3] == '\n' && line[size - 4] == '\r';
  }

  private void begin(AnswerHead head) {
    if (head.interim()) {
      if (++interim > MAX_INTERIM_ANSWERS) {
        throw new AnswerFramingException("more than " + MAX_INTERIM_ANSWERS + " interim answers");
      }
      return;
    }
    left = head.length();
    expecting =
        switch (head.framing()) {
          case CHUNKED -> Expecting.CHUNK_SIZE;
          case LENGTH -> left == 0 ? Expecting.NOTHING : Expecting.CONTENT;
          case EMPTY -> Expecting.NOTHING;
        };
  }

  private int chunkSize(byte octet) {
    keep(octet);
    if (octet == '\n') {
      chunk(takeLine());
    } else if (size > MAX_CHUNK_DIGITS + 1) {
      throw new AnswerFramingException("a chunk size of too many digits, or with an extension");
    }
    return 1;
  }

  private void chunk(String sizeLine) {
    int digits = sizeLine.length() - 2;
    boolean hexadecimal =
        sizeLine.endsWith("\r\n")
            && digits > 0
            && sizeLine.chars().limit(digits).allMatch(c -> Character.digit(c, 16) >= 0);
    if (!hexadecimal) {
      throw new AnswerFramingException("a chunk size that is none");
    }
    left = Long.parseLong(sizeLine, 0, digits, 16);
    expecting = left == 0 ? Expecting.LAST_LINE : Expecting.CHUNK;
  }

  private int lineEnd(byte octet, Expecting next) {
    boolean first = size == 0;
    if (octet != (first ? '\r' : '\n')) {
      throw new AnswerFramingException("a chunk that does not end where it says, or a trailer");
    }
    if (first) {
      keep(octet);
    } else {
      size = 0;
      expecting = next;
    }
    return 1;
  }

  private void keep(byte octet) {
    if (size == line.length) {
      line = Arrays.copyOf(line, size * 2);
    }
    line[size++] = octet;
  }

  private String takeLine() {
    var text = new String(line, 0, size, StandardCharsets.ISO_8859_1);
    size = 0;
    return text;
  }
}
