package dev.portcullis.inference.runtime;

import dev.portcullis.kernel.call.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Whether every number of a tensor is one: neither NaN nor an infinity. */
final class Finite {

  private static final int FP16_EXPONENT = 0x7C00;
  private static final int BF16_EXPONENT = 0x7F80;

  private Finite() {}

  static boolean everywhere(Content.Tensor tensor) {
    // A duplicate of a buffer forgets its order.
    var data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return switch (tensor.datatype()) {
      case FP32 -> floats(data);
      case FP64 -> doubles(data);
      case FP16 -> halves(data, FP16_EXPONENT);
      case BF16 -> halves(data, BF16_EXPONENT);
      case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, BYTES -> true;
    };
  }

  private static boolean floats(ByteBuffer data) {
    var floats = data.asFloatBuffer();
    for (int i = 0; i < floats.limit(); i++) {
      if (!Float.isFinite(floats.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean doubles(ByteBuffer data) {
    var doubles = data.asDoubleBuffer();
    for (int i = 0; i < doubles.limit(); i++) {
      if (!Double.isFinite(doubles.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Sixteen-bit floats are finite unless every bit of the exponent is set. */
  private static boolean halves(ByteBuffer data, int exponent) {
    var halves = data.asShortBuffer();
    for (int i = 0; i < halves.limit(); i++) {
      if ((halves.get(i) & exponent) == exponent) {
        return false;
      }
    }
    return true;
  }
}
