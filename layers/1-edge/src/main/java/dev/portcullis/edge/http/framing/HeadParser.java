package dev.portcullis.edge.http.framing;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import io.netty.util.ByteProcessor;
import java.util.Optional;

/**
 * Reads the head of an HTTP/1.1 request byte by byte, keeping its place between reads. It stops at
 * the last byte of the head, or at the first that should not be there.
 */
final class HeadParser implements ByteProcessor {
  private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '1', '.', '1'};
  private static final int MAX_KEPT_VALUE_BYTES = 256;

  private enum At {
    METHOD,
    TARGET_START,
    TARGET,
    VERSION,
    REQUEST_LINE_LF,
    LINE_START,
    NAME,
    VALUE_START,
    VALUE,
    VALUE_LF,
    HEAD_LF,
    DONE,
    REFUSED
  }

  private final FramingLimits limits;
  private final Fields fields = new Fields();
  private final byte[] name = new byte[FieldName.LONGEST];
  private final byte[] value = new byte[MAX_KEPT_VALUE_BYTES];

  private At at = At.METHOD;
  private Denial denial = Denial.of(Reason.MALFORMED, "");
  private FieldName field = FieldName.OTHER;
  private int length;
  private int valueLength;
  private int headerBytes;
  private int headers;
  private int methodHash;

  HeadParser(FramingLimits limits) {
    this.limits = limits;
  }

  void reset() {
    at = At.METHOD;
    length = 0;
    headerBytes = 0;
    headers = 0;
    methodHash = 0;
    fields.reset();
  }

  boolean isDone() {
    return at == At.DONE;
  }

  /** What is wrong with the head, empty as long as nothing is. */
  Optional<Denial> denial() {
    return at == At.REFUSED ? Optional.of(denial) : Optional.empty();
  }

  long bodyLength() {
    return fields.bodyLength();
  }

  @Override
  public boolean process(byte b) {
    return switch (at) {
      case METHOD -> method(b);
      case TARGET_START -> b == '/' ? go(At.TARGET) : refuse("target is not in origin form");
      case TARGET -> target(b);
      case VERSION -> version(b);
      case REQUEST_LINE_LF -> b == Octets.LF ? go(At.LINE_START) : refuse("bare CR");
      case LINE_START -> lineStart(b);
      case NAME -> name(b);
      case VALUE_START -> isBlank(b) ? count() : valueStart(b);
      case VALUE -> value(b);
      case VALUE_LF -> b == Octets.LF ? endOfField() : refuse("bare CR");
      case HEAD_LF -> b == Octets.LF ? endOfHead() : refuse("bare CR");
      case DONE, REFUSED -> false;
    };
  }

  private boolean method(byte b) {
    if (b == ' ' && length > 0) {
      return isTunnel() ? refuse("method CONNECT, TRACE or PRI") : go(At.TARGET_START);
    }
    methodHash = methodHash * 31 + b;
    return (Octets.isUpper(b) && ++length <= Octets.MAX_METHOD_BYTES)
        || refuse("ill-formed method");
  }

  /** These methods have no place here; by their String hash, as their bytes are not kept. */
  private boolean isTunnel() {
    return methodHash == "CONNECT".hashCode()
        || methodHash == "TRACE".hashCode()
        || methodHash == "PRI".hashCode();
  }

  private boolean target(byte b) {
    if (b == ' ') {
      return go(At.VERSION);
    }
    if (++length >= limits.maxTargetBytes()) {
      return refuse(Reason.URI_TOO_LONG, "target");
    }
    return Octets.isTarget(b) || refuse("target holds a character that must be encoded");
  }

  private boolean version(byte b) {
    if (length == VERSION.length) {
      return b == Octets.CR ? go(At.REQUEST_LINE_LF) : refuse("version other than HTTP/1.1");
    }
    return b == VERSION[length++] || refuse("version other than HTTP/1.1");
  }

  private boolean lineStart(byte b) {
    if (b == Octets.CR) {
      return go(At.HEAD_LF);
    }
    if (isBlank(b)) {
      return refuse("folded line");
    }
    if (++headers > limits.maxHeaders()) {
      return refuse(Reason.HEADERS_TOO_LARGE, "too many header lines");
    }
    go(At.NAME);
    return name(b);
  }

  private boolean name(byte b) {
    if (b == ':' && length > 0) {
      return endOfName();
    }
    if (!Octets.isToken(b)) {
      return refuse("ill-formed field name");
    }
    if (length < name.length) {
      name[length] = Octets.lower(b);
    }
    length++;
    return count();
  }

  private boolean endOfName() {
    field = length <= name.length ? FieldName.of(name, length) : FieldName.OTHER;
    if (field == FieldName.OTHER && length <= name.length && FieldName.isLookAlike(name, length)) {
      return refuse("look-alike of a framing field");
    }
    go(At.VALUE_START);
    return count();
  }

  private boolean valueStart(byte b) {
    go(At.VALUE);
    valueLength = 0;
    return value(b);
  }

  private boolean value(byte b) {
    if (b == Octets.CR) {
      return go(At.VALUE_LF);
    }
    if (!Octets.isFieldContent(b)) {
      return refuse("control character in a field");
    }
    if (field != FieldName.OTHER) {
      if (length == value.length) {
        return refuse("framing field too long");
      }
      value[length++] = b;
      if (!isBlank(b)) {
        valueLength = length;
      }
    }
    return count();
  }

  private boolean endOfField() {
    if (field != FieldName.OTHER) {
      var wrong = fields.add(field, value, valueLength);
      if (!wrong.equals(Fields.GOOD)) {
        return refuse(wrong);
      }
    }
    return go(At.LINE_START) && count();
  }

  private boolean endOfHead() {
    var wrong = fields.judge();
    if (!wrong.equals(Fields.GOOD)) {
      return refuse(wrong);
    }
    at = At.DONE;
    return false;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private boolean count() {
    return ++headerBytes <= limits.maxHeaderBytes()
        || refuse(Reason.HEADERS_TOO_LARGE, "header bytes");
  }

  private boolean go(At next) {
    at = next;
    length = 0;
    return true;
  }

  private boolean refuse(String detail) {
    return refuse(Reason.MALFORMED, detail);
  }

  private boolean refuse(Reason reason, String detail) {
    at = At.REFUSED;
    denial = Denial.of(reason, "framing: " + detail);
    return false;
  }
}
