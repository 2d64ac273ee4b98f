package dev.portcullis.gateway.schema;

import dev.portcullis.kernel.call.Content;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Looks at a tensor's elements, once its datatype, shape and length are known to agree. */
record Elements(double min, double max) {

  /** NaN fails every comparison, and no infinity is within two numbers. */
  boolean fit(Content.Tensor tensor) {
    var data = tensor.data();
    return switch (tensor.datatype()) {
      case FP32 -> floatsFit(data.asFloatBuffer());
      case FP64 -> doublesFit(data.asDoubleBuffer());
      case FP16 -> halvesFit(data.asShortBuffer());
      case BF16 -> brainFloatsFit(data.asShortBuffer());
      case BOOL -> flagsFit(data);
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

  // A loop each, without a step out of its middle: what the compiler turns into vectors. Tensors
  // have hundreds of thousands of elements, and nearly every one of them fits.

  private boolean floatsFit(FloatBuffer values) {
    var fitting = 0;
    for (int i = 0; i < values.limit(); i++) {
      fitting += isWithin(values.get(i)) ? 1 : 0;
    }
    return fitting == values.limit();
  }

  private boolean doublesFit(DoubleBuffer values) {
    var fitting = 0;
    for (int i = 0; i < values.limit(); i++) {
      fitting += isWithin(values.get(i)) ? 1 : 0;
    }
    return fitting == values.limit();
  }

  private boolean halvesFit(ShortBuffer values) {
    var fitting = 0;
    for (int i = 0; i < values.limit(); i++) {
      fitting += isWithin(Float.float16ToFloat(values.get(i))) ? 1 : 0;
    }
    return fitting == values.limit();
  }

  private boolean brainFloatsFit(ShortBuffer values) {
    var fitting = 0;
    for (int i = 0; i < values.limit(); i++) {
      fitting += isWithin(Float.intBitsToFloat(values.get(i) << 16)) ? 1 : 0;
    }
    return fitting == values.limit();
  }

  private static boolean flagsFit(ByteBuffer values) {
    var all = 0;
    for (int i = 0; i < values.limit(); i++) {
      all |= values.get(i);
    }
    return all >> 1 == 0;
  }

  private boolean isWithin(double value) {
    return value >= min && value <= max;
  }
}
