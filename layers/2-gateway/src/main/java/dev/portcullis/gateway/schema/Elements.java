package dev.portcullis.gateway.schema;

import dev.portcullis.kernel.call.Content;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Looks at a tensor's elements, once its datatype, shape and length are known to agree. */
record Elements(double min, double max) {

  /** NaN fails every comparison, and no infinity is within two numbers. */
  boolean fit(Content.Tensor tensor) {
    var data = tensor.data();
    return switch (tensor.datatype()) {
      case FP32 -> every(data, Float.BYTES, at -> within(data.getFloat(at)));
      case FP64 -> every(data, Double.BYTES, at -> within(data.getDouble(at)));
      case FP16 -> every(data, Short.BYTES, at -> within(Float.float16ToFloat(data.getShort(at))));
      case BF16 ->
          every(data, Short.BYTES, at -> within(Float.intBitsToFloat(data.getShort(at) << 16)));
      case BOOL -> every(data, 1, at -> data.get(at) >> 1 == 0);
      case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, BYTES -> true;
    };
  }

  /** How many strings these bytes are, each behind its length; -1 where they are not strings. */
  static long strings(ByteBuffer data) {
    var count = 0L;
    var at = 0L;
    while (at < data.limit()) {
      if (data.limit() - at < Integer.BYTES) {
        return -1;
      }
      at += Integer.BYTES + Integer.toUnsignedLong(data.getInt((int) at));
      count++;
    }
    return at == data.limit() ? count : -1;
  }

  private boolean within(double value) {
    return value >= min && value <= max;
  }

  private static boolean every(ByteBuffer data, int bytes, IntPredicate fits) {
    return IntStream.range(0, data.limit() / bytes).allMatch(at -> fits.test(at * bytes));
  }
}
