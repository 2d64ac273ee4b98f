package dev.portcullis.gateway.upload;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The head of an ONNX model: what stands at the top of its protocol buffer, and no deeper. It says
 * that this may be a model, not that it is a good one; nothing here ever loads it.
 */
final class OnnxFrame implements Frame {

  static final int MAX_FIELDS = 10_000;
  private static final int IR_VERSION = 1;
  private static final int GRAPH = 7;
  private static final int OPERATORS = 8;
  private static final int LAST_KNOWN_FIELD = 26;
  private static final int OLDEST_IR_VERSION = 3;
  private static final int NEWEST_IR_VERSION = 20;

  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int MAX_VARINT_BYTES = 10;
  private static final long BROKEN = -1;

  @Override
  public Optional<String> missing(ByteBuffer data) {
    return new Head().wellFormed(data.duplicate())
        ? Optional.empty()
        : Optional.of("an ONNX model: a version, a graph and operator sets, and nothing unknown");
  }

  private static final class Head {
    private int graphs;
    private int operators;
    private int versions;

    boolean wellFormed(ByteBuffer bytes) {
      for (int fields = 0; bytes.hasRemaining(); fields++) {
        if (fields == MAX_FIELDS || !field(bytes)) {
          return false;
        }
      }
      return versions == 1 && graphs == 1 && operators > 0;
    }

    private boolean field(ByteBuffer bytes) {
      var tag = varint(bytes);
      var number = tag >>> 3;
      if (number < 1 || number > LAST_KNOWN_FIELD) {
        return false;
      }
      return switch ((int) (tag & 7)) {
        case VARINT -> number(number, varint(bytes));
        case LENGTH_DELIMITED -> skipped(number, bytes, varint(bytes));
        default -> false;
      };
    }

    private boolean number(long field, long value) {
      if (field == IR_VERSION) {
        versions++;
        return value >= OLDEST_IR_VERSION && value <= NEWEST_IR_VERSION;
      }
      return value != BROKEN && field != GRAPH && field != OPERATORS;
    }

    private boolean skipped(long field, ByteBuffer bytes, long length) {
      if (length < 0 || length > bytes.remaining() || field == IR_VERSION) {
        return false;
      }
      graphs += field == GRAPH ? 1 : 0;
      operators += field == OPERATORS ? 1 : 0;
      bytes.position(bytes.position() + (int) length);
      return field != GRAPH || length > 0;
    }

    private static long varint(ByteBuffer bytes) {
      var value = 0L;
      for (int i = 0; i < MAX_VARINT_BYTES && bytes.hasRemaining(); i++) {
        var b = bytes.get();
        value |= (long) (b & 0x7f) << (7 * i);
        if (b >= 0) {
          return value;
        }
      }
      return BROKEN;
    }
  }
}
