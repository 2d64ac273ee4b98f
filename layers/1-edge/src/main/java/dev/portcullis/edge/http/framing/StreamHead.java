package dev.portcullis.edge.http.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import java.util.Map;
import java.util.Optional;

/**
 * The head of an HTTP/2 request, judged by the rules that the guard has for HTTP/1.1 and by those
 * of RFC 9113, 8.2 and 8.3. The decoder before us knows most of them, too: what would let two
 * readers see two requests in one is not left to a library's next version.
 *
 * @param target path and query
 * @param authority the {@code :authority}, empty where a Host field alone says it
 * @param fields without pseudo-header fields
 */
public record StreamHead(
    String method,
    String target,
    Optional<String> authority,
    Iterable<Map.Entry<String, String>> fields) {

  /**
   * Nothing is wrong with it.
   *
   * @throws DeniedException where something is
   */
  public void requireGood(FramingLimits limits) {
    requireMethod();
    requireTarget(limits.maxTargetBytes());
    authority.ifPresent(a -> require(Authority.isWellFormed(a), "ill-formed authority"));
    requireFields(limits.maxHeaders());
  }

  private void requireMethod() {
    require(!method.isEmpty() && method.length() <= Octets.MAX_METHOD_BYTES, "ill-formed method");
    for (var i = 0; i < method.length(); i++) {
      var c = method.charAt(i);
      require(c < 128 && Octets.isUpper((byte) c), "ill-formed method");
    }
    switch (method) {
      case "CONNECT", "TRACE", "PRI" -> throw malformed("method CONNECT, TRACE or PRI");
      default -> {}
    }
  }

  private void requireTarget(int maxBytes) {
    require(target.startsWith("/"), "target is not in origin form");
    if (target.length() > maxBytes) {
      throw new DeniedException(Reason.URI_TOO_LONG, "http/2: target");
    }
    for (var i = 0; i < target.length(); i++) {
      var c = target.charAt(i);
      require(
          c < 128 && Octets.isTarget((byte) c), "target holds a character that must be encoded");
    }
  }

  private void requireFields(int max) {
    var framing = new Fields();
    var count = 0;
    for (var field : fields) {
      if (++count > max) {
        throw new DeniedException(Reason.HEADERS_TOO_LARGE, "http/2: too many fields");
      }
      requireName(field.getKey());
      requireValue(field.getValue());
      var wrong = judge(framing, field.getKey(), field.getValue());
      require(wrong.equals(Fields.GOOD), wrong);
    }
  }

  /** A token without capitals; so no pseudo-header field that is none of ours either. */
  private static void requireName(String name) {
    require(!name.isEmpty(), "ill-formed field name");
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      var good = c < 128 && Octets.isToken((byte) c) && !Octets.isUpper((byte) c);
      require(good, "ill-formed field name");
    }
  }

  private static void requireValue(String value) {
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      require(c > 127 || Octets.isFieldContent((byte) c), "control character in a field");
    }
    if (!value.isEmpty()) {
      require(
          !isBlank(value.charAt(0)) && !isBlank(value.charAt(value.length() - 1)),
          "blank around a field");
    }
  }

  private String judge(Fields framing, String name, String value) {
    var bytes = name.getBytes(ISO_8859_1);
    var field = FieldName.of(bytes, bytes.length);
    return switch (field) {
      case CONNECTION, TRANSFER_ENCODING, UPGRADE, HTTP2_SETTINGS -> "field of a connection";
      case HOST -> agrees(value) ? add(framing, field, value) : "host other than the authority";
      case CONTENT_LENGTH, EXPECT, TRAILER -> add(framing, field, value);
      case OTHER -> other(bytes, name, value);
    };
  }

  private boolean agrees(String host) {
    return authority.isEmpty() || authority.get().equalsIgnoreCase(host);
  }

  private static String add(Fields framing, FieldName field, String value) {
    var bytes = value.getBytes(ISO_8859_1);
    return framing.add(field, bytes, bytes.length);
  }

  private static String other(byte[] bytes, String name, String value) {
    return switch (name) {
      case "keep-alive", "proxy-connection" -> "field of a connection";
      case "te" -> value.equals("trailers") ? Fields.GOOD : "te other than trailers";
      default ->
          FieldName.isLookAlike(bytes, bytes.length)
              ? "look-alike of a framing field"
              : Fields.GOOD;
    };
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw malformed(otherwise);
    }
  }

  private static DeniedException malformed(String detail) {
    return new DeniedException(Reason.MALFORMED, "http/2: " + detail);
  }
}
