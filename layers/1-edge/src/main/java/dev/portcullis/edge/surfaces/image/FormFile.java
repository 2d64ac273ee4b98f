package dev.portcullis.edge.surfaces.image;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The one file of a {@code multipart/form-data} body (RFC 7578). Forms are where parsers differ
 * most, so this one takes exactly one shape: the delimiter, a file field named {@code image}, the
 * closing delimiter; no preamble, no epilogue, no transfer encoding, and the delimiter stands
 * nowhere else. The file is a view on the body: nothing is copied.
 */
final class FormFile {

  static final String FIELD = "image";
  static final int MAX_HEADER_BYTES = 2_048;
  static final int MAX_BOUNDARY_CHARS = 70;

  private static final Set<String> FIELD_HEADERS = Set.of("content-disposition", "content-type");
  private static final Set<String> DISPOSITION = Set.of("name", "filename");

  private final ByteBuffer body;
  private final byte[] delimiter;

  private FormFile(ByteBuffer body, String boundary) {
    this.body = body.slice();
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
  }

  static Part read(Target target, ByteBuffer body) {
    var type = target.head().headers().header("content-type").orElse("");
    var boundary = HeaderParameters.parse(type).parameters().getOrDefault("boundary", "");
    return new FormFile(body, requireBoundary(boundary)).part();
  }

  private static String requireBoundary(String boundary) {
    boolean readable =
        boundary
            .chars()
            .allMatch(c -> c < 0x80 && (isAlphanumeric(c) || "'()+_,-./:=? ".indexOf(c) >= 0));
    if (boundary.isEmpty()
        || boundary.length() > MAX_BOUNDARY_CHARS
        || boundary.endsWith(" ")
        || !readable) {
      throw wrong("a boundary of 1 to " + MAX_BOUNDARY_CHARS + " characters (RFC 2046)");
    }
    return boundary;
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private Part part() {
    // The first delimiter has no line break before it: nothing may stand there.
    int first = delimiter.length - 2;
    if (!matches(0, Arrays.copyOfRange(delimiter, 2, delimiter.length)) || !lineEnds(first)) {
      throw wrong("the body to begin with its delimiter");
    }
    int headers = first + 2;
    int blank = endOfHeaders(headers);
    var type = pictureType(fields(headers, blank));
    int from = blank + 4;
    int end = next(from);
    requireClosing(end + delimiter.length);
    return ImageSurface.picture("/" + FIELD, body.slice(from, end - from), type);
  }

  private int endOfHeaders(int from) {
    int limit = Math.min(body.limit() - 4, from + MAX_HEADER_BYTES);
    for (int i = from; i <= limit; i++) {
      if (lineEnds(i) && lineEnds(i + 2)) {
        return i;
      }
    }
    throw wrong("a field's headers, within " + MAX_HEADER_BYTES + " bytes");
  }

  private Map<String, String> fields(int from, int end) {
    var bytes = new byte[end - from];
    body.get(from, bytes);
    var fields = new HashMap<String, String>();
    for (var line : lines(new String(bytes, StandardCharsets.UTF_8))) {
      int colon = line.indexOf(':');
      var name = line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
      if (!FIELD_HEADERS.contains(name) || fields.put(name, line.substring(colon + 1)) != null) {
        throw wrong("Content-Disposition and Content-Type, once each");
      }
    }
    return fields;
  }

  private static List<String> lines(String text) {
    var lines = new ArrayList<String>(2);
    int from = 0;
    for (int end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n", from)) {
      lines.add(text.substring(from, end));
      from = end + 2;
    }
    lines.add(text.substring(from));
    return lines;
  }

  private static String pictureType(Map<String, String> fields) {
    var disposition = HeaderParameters.parse(fields.getOrDefault("content-disposition", ""));
    var parameters = disposition.parameters();
    if (!disposition.head().equals("form-data")
        || !DISPOSITION.containsAll(parameters.keySet())
        || !FIELD.equals(parameters.get("name"))
        || !parameters.containsKey("filename")) {
      throw wrong("one file field, named " + FIELD);
    }
    var type = HeaderParameters.parse(fields.getOrDefault("content-type", ""));
    if (!ImageSurface.PICTURES.contains(type.head()) || !type.parameters().isEmpty()) {
      throw new DeniedException(Reason.UNSUPPORTED_MEDIA_TYPE, "multipart: no picture type");
    }
    return type.head();
  }

  private int next(int from) {
    for (int i = from; i <= body.limit() - delimiter.length; i++) {
      if (body.get(i) == '\r' && matches(i, delimiter)) {
        return i;
      }
    }
    throw wrong("a closing delimiter");
  }

  /** After the one field comes the close, with or without a last line break, and nothing else. */
  private void requireClosing(int at) {
    int left = body.limit() - at;
    boolean dashes = left >= 2 && body.get(at) == '-' && body.get(at + 1) == '-';
    if (!dashes || !(left == 2 || (left == 4 && lineEnds(at + 2)))) {
      throw wrong("exactly one field, and nothing after the closing delimiter");
    }
  }

  private boolean lineEnds(int at) {
    return at + 2 <= body.limit() && body.get(at) == '\r' && body.get(at + 1) == '\n';
  }

  private boolean matches(int at, byte[] wanted) {
    return at + wanted.length <= body.limit()
        && body.slice(at, wanted.length).equals(ByteBuffer.wrap(wanted));
  }

  private static DeniedException wrong(String expectation) {
    return Refused.malformed("", expectation);
  }
}
