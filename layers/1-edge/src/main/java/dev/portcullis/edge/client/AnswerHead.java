package dev.portcullis.edge.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an answer's head says of its body.
 *
 * @param interim whether it only announces another (1xx)
 * @param length of the body where it is framed by one, else 0
 */
record AnswerHead(boolean interim, Framing framing, long length) {

  static final int MAX_FIELDS = 128;
  static final int MAX_LENGTH_DIGITS = 15;

  private static final String VERSION = "HTTP/1.";
  private static final String SEPARATORS = "!#$%&'*+-.^_`|~";

  /** How a body ends. One that ends with the connection cannot be told from one cut short. */
  enum Framing {
    EMPTY,
    LENGTH,
    CHUNKED
  }

  /**
   * A head from its text, up to and with the blank line.
   *
   * @throws AnswerFramingException where two readers could differ on it
   */
  static AnswerHead parse(String text) {
    var lines = lines(text.substring(0, text.length() - 2));
    if (lines.size() > MAX_FIELDS + 1) {
      throw new AnswerFramingException("more than " + MAX_FIELDS + " header fields");
    }
    int status = status(lines.getFirst());
    var lengths = new ArrayList<String>(1);
    var encodings = new ArrayList<String>(1);
    for (var field : lines.subList(1, lines.size())) {
      int colon = colon(field);
      switch (field.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> lengths.add(value(field, colon));
        case "transfer-encoding" -> encodings.add(value(field, colon));
        case String _ -> value(field, colon);
      }
    }
    var chunkable = lines.getFirst().startsWith("HTTP/1.1");
    return framed(status, lengths, chunkable ? encodings : refuseAny(encodings));
  }

  private static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    int from = 0;
    for (int end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n", from)) {
      lines.add(text.substring(from, end));
      from = end + 2;
    }
    return lines;
  }

  private static List<String> refuseAny(List<String> encodings) {
    if (!encodings.isEmpty()) {
      throw new AnswerFramingException("a transfer encoding in HTTP/1.0");
    }
    return encodings;
  }

  private static AnswerHead framed(int status, List<String> lengths, List<String> encodings) {
    if (lengths.size() + encodings.size() > 1) {
      throw new AnswerFramingException("more than one framing");
    }
    boolean bodiless = status < 200 || status == 204 || status == 304;
    if (bodiless && !encodings.isEmpty()) {
      throw new AnswerFramingException("a body where the status allows none");
    }
    long length = lengths.isEmpty() ? 0 : length(lengths.getFirst());
    if (bodiless) {
      return bodiless(status, length);
    }
    if (!encodings.isEmpty()) {
      requireChunked(encodings.getFirst());
      return new AnswerHead(false, Framing.CHUNKED, 0);
    }
    if (lengths.isEmpty()) {
      throw new AnswerFramingException("a body without a length");
    }
    return new AnswerHead(false, Framing.LENGTH, length);
  }

  private static AnswerHead bodiless(int status, long length) {
    if (status == 101) {
      throw new AnswerFramingException("a switch of protocols");
    }
    if (status != 304 && length > 0) {
      throw new AnswerFramingException("a body where the status allows none");
    }
    return new AnswerHead(status < 200, Framing.EMPTY, 0);
  }

  private static void requireChunked(String encoding) {
    if (!encoding.equalsIgnoreCase("chunked")) {
      throw new AnswerFramingException("a transfer encoding other than chunked");
    }
  }

  private static long length(String value) {
    boolean digits = value.chars().allMatch(AnswerHead::isDigit);
    if (value.isEmpty() || value.length() > MAX_LENGTH_DIGITS || !digits) {
      throw new AnswerFramingException("a length that is no number");
    }
    return Long.parseLong(value);
  }

  private static int status(String line) {
    int afterVersion = VERSION.length() + 2;
    boolean wellFormed =
        line.startsWith(VERSION)
            && line.length() >= afterVersion + 3
            && (line.charAt(VERSION.length()) == '0' || line.charAt(VERSION.length()) == '1')
            && line.charAt(afterVersion - 1) == ' '
            && line.substring(afterVersion, afterVersion + 3).chars().allMatch(AnswerHead::isDigit)
            && (line.length() == afterVersion + 3 || line.charAt(afterVersion + 3) == ' ')
            && line.chars().allMatch(AnswerHead::isText);
    if (!wellFormed || line.charAt(afterVersion) == '0' || line.charAt(afterVersion) > '5') {
      throw new AnswerFramingException("a status line that is none");
    }
    return Integer.parseInt(line, afterVersion, afterVersion + 3, 10);
  }

  /** Where a field's name ends; folded lines and spaces before the colon have no name. */
  private static int colon(String field) {
    int colon = field.indexOf(':');
    if (colon < 1 || !field.chars().limit(colon).allMatch(AnswerHead::isTokenCharacter)) {
      throw new AnswerFramingException("a header field without a proper name");
    }
    return colon;
  }

  private static String value(String field, int colon) {
    var value = field.substring(colon + 1);
    if (!value.chars().allMatch(AnswerHead::isText)) {
      throw new AnswerFramingException("a control character in a header field");
    }
    return value.strip();
  }

  private static boolean isText(int c) {
    return c == '\t' || (c >= ' ' && c != 0x7F);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isTokenCharacter(int c) {
    return isDigit(c)
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || SEPARATORS.indexOf(c) >= 0;
  }
}
