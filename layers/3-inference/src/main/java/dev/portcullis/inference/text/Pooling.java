package dev.portcullis.inference.text;

import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** One vector of many: their mean, scaled to length one (Reimers and Gurevych, 2019). */
final class Pooling {

  private Pooling() {}

  /** The unit mean of the vectors of every piece, [1, pieces, size]. */
  static Content.Tensor unitMean(Content.Tensor vectors) {
    var size = vectors.shape().getLast().intValue();
    var values = vectors.data().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    var sums = new double[size];
    for (int i = 0; i < values.limit(); i++) {
      sums[i % size] += values.get(i);
    }
    // The mean and the sum point the same way, and only the way is kept.
    var length = length(sums);
    var data = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (var sum : sums) {
      data.putFloat((float) (sum / length));
    }
    return new Content.Tensor("embedding", Datatype.FP32, List.of((long) size), data.flip());
  }

  private static double length(double[] vector) {
    var squares = 0.0;
    for (var value : vector) {
      squares += value * value;
    }
    return Math.max(Math.sqrt(squares), Double.MIN_NORMAL);
  }
}
