package dev.portcullis.kernel.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** What a part holds. Buffers are read-only views from position 0 to the limit. */
public sealed interface Content {

  /** How large it is: what judging and digesting it have to look at. */
  default long size() {
    return switch (this) {
      case Text(var value) -> value.length();
      case Bytes(var data, _) -> data.remaining();
      case Tensor tensor -> tensor.data().remaining();
    };
  }

  /** Text, already decoded. */
  record Text(String value) implements Content {}

  /** Bytes of a declared media type, such as a picture. */
  record Bytes(ByteBuffer data, String mediaType) implements Content {
    public Bytes {
      data = data.asReadOnlyBuffer();
    }
  }

  /**
   * A tensor.
   *
   * @param shape sizes, outermost first; every one known
   * @param data elements in row-major order, little-endian
   */
  record Tensor(String name, Datatype datatype, List<Long> shape, ByteBuffer data)
      implements Content {
    public Tensor {
      shape = List.copyOf(shape);
      data = data.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether an output filter keeps it back: a shape of [0], which surfaces leave out. */
    public boolean withheld() {
      return shape.equals(List.of(0L));
    }

    /** How many elements the shape holds; too many to count is an error. */
    public long elements() {
      var count = 1L;
      for (var size : shape) {
        count = Math.multiplyExact(count, size);
      }
      return count;
    }
  }
}
