package dev.portcullis.gateway.schema;

import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.Part;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;

/** Tensors as surfaces hand them over, all at one place. */
final class Tensors {

  private Tensors() {}

  static Part floats(String name, List<Long> shape, float... values) {
    var data = bytes(4 * values.length);
    for (var value : values) {
      data.putFloat(value);
    }
    return tensor(new Content.Tensor(name, Datatype.FP32, shape, data.flip()));
  }

  static Part longs(String name, long... values) {
    var data = bytes(8 * values.length);
    for (var value : values) {
      data.putLong(value);
    }
    var shape = List.of((long) values.length);
    return tensor(new Content.Tensor(name, Datatype.INT64, shape, data.flip()));
  }

  static Part bools(String name, int... values) {
    var data = bytes(values.length);
    for (var value : values) {
      data.put((byte) value);
    }
    var shape = List.of((long) values.length);
    return tensor(new Content.Tensor(name, Datatype.BOOL, shape, data.flip()));
  }

  static Part strings(long count, String hex) {
    var data = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    return tensor(new Content.Tensor("text", Datatype.BYTES, List.of(count), data));
  }

  static Part tensor(Content.Tensor tensor) {
    return Part.tensor("/inputs/0", tensor);
  }

  static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
