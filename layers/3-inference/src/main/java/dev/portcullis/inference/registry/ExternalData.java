package dev.portcullis.inference.registry;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Whether a model would read weights from other files. Such a model names paths, and whoever wrote
 * it chose them; the digest of its own file says nothing of theirs.
 *
 * <p>Walks the protocol buffer without building anything of it: only the messages through which a
 * tensor can be reached are entered.
 */
final class ExternalData {

  private static final int MAX_DEPTH = 64;
  private static final int EXTERNAL_DATA = 13;
  private static final int DATA_LOCATION = 14;

  private ExternalData() {}

  /** A message of onnx.proto, as far as it leads to tensors. */
  private enum Message {
    MODEL,
    GRAPH,
    NODE,
    FUNCTION,
    ATTRIBUTE,
    SPARSE_TENSOR,
    TENSOR
  }

  /** Which message stands in which field of which, by onnx.proto's numbers. */
  private static final Map<Message, Map<Integer, Message>> FIELDS =
      Map.of(
          Message.MODEL,
          Map.of(7, Message.GRAPH, 25, Message.FUNCTION),
          Message.GRAPH,
          Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE_TENSOR),
          Message.NODE,
          Map.of(5, Message.ATTRIBUTE),
          Message.FUNCTION,
          Map.of(7, Message.NODE, 11, Message.ATTRIBUTE),
          Message.ATTRIBUTE,
          Map.of(
              5, Message.TENSOR,
              6, Message.GRAPH,
              10, Message.TENSOR,
              11, Message.GRAPH,
              22, Message.SPARSE_TENSOR,
              23, Message.SPARSE_TENSOR),
          Message.SPARSE_TENSOR,
          Map.of(1, Message.TENSOR, 2, Message.TENSOR),
          Message.TENSOR,
          Map.of());

  /**
   * Whether there is any.
   *
   * @throws IllegalArgumentException where the bytes are no protocol buffer
   */
  static boolean isIn(byte[] model) {
    try {
      return new Walk(Message.MODEL, 0).meets(ByteBuffer.wrap(model));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("no ONNX model: it ends too early", e);
    }
  }

  /** The way through one message. */
  private record Walk(Message message, int depth) {

    boolean meets(ByteBuffer data) {
      if (depth > MAX_DEPTH) {
        throw new IllegalArgumentException("graphs within graphs, more than " + MAX_DEPTH);
      }
      while (data.hasRemaining()) {
        var key = varint(data);
        if (meets(data, (int) (key >>> 3), (int) (key & 7))) {
          return true;
        }
      }
      return false;
    }

    private boolean meets(ByteBuffer data, int field, int wireType) {
      return switch (wireType) {
        case 0 -> varint(data) != 0 && isTensors(field, DATA_LOCATION);
        case 1 -> skip(data, Long.BYTES).hasRemaining() && isTensors(field, EXTERNAL_DATA);
        case 2 -> isTensors(field, EXTERNAL_DATA) || entered(field, skip(data, varint(data)));
        case 5 -> skip(data, Integer.BYTES).hasRemaining() && isTensors(field, EXTERNAL_DATA);
        default -> throw new IllegalArgumentException("no ONNX model: no protocol buffer");
      };
    }

    private boolean isTensors(int field, int other) {
      return message == Message.TENSOR && field == other;
    }

    private boolean entered(int field, ByteBuffer data) {
      var within = FIELDS.getOrDefault(message, Map.of()).get(field);
      return within != null && new Walk(within, depth + 1).meets(data);
    }
  }

  private static ByteBuffer skip(ByteBuffer data, long bytes) {
    if (bytes < 0 || bytes > data.remaining()) {
      throw new BufferUnderflowException();
    }
    var skipped = data.slice(data.position(), (int) bytes);
    data.position(data.position() + (int) bytes);
    return skipped;
  }

  private static long varint(ByteBuffer data) {
    var value = 0L;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      var next = data.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("no ONNX model: a number without end");
  }
}
