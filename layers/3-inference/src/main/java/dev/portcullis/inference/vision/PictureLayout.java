package dev.portcullis.inference.vision;

import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Where in a model's input a picture's samples go. */
record PictureLayout(TensorSpec spec, Order order, int channels, int height, int width) {

  /** Most pixels that a model may ask for. */
  private static final long MAX_PIXELS = 4L << 20;

  /** Which comes first: channels, or the place in the picture. */
  enum Order {
    CHANNELS_FIRST,
    CHANNELS_LAST
  }

  /** The layout of an input that looks like a picture: [N,C,H,W] or [N,H,W,C] with C 1 or 3. */
  static Optional<PictureLayout> of(TensorSpec spec) {
    var shape = spec.shape();
    if (shape.size() != 4 || shape.getFirst() > 1 || !isSample(spec.datatype())) {
      return Optional.empty();
    }
    var inner = shape.subList(1, 4);
    if (isChannels(inner.get(0))) {
      return sized(spec, Order.CHANNELS_FIRST, inner.get(0), inner.subList(1, 3));
    }
    return isChannels(inner.get(2))
        ? sized(spec, Order.CHANNELS_LAST, inner.get(2), inner.subList(0, 2))
        : Optional.empty();
  }

  private static Optional<PictureLayout> sized(
      TensorSpec spec, Order order, long channels, List<Long> size) {
    var height = size.getFirst();
    var width = size.getLast();
    if (height < 1 || width < 1 || height > MAX_PIXELS / width) {
      return Optional.empty();
    }
    return Optional.of(
        new PictureLayout(spec, order, (int) channels, height.intValue(), width.intValue()));
  }

  private static boolean isChannels(long size) {
    return size == 1 || size == 3;
  }

  private static boolean isSample(Datatype datatype) {
    return datatype == Datatype.FP32 || datatype == Datatype.UINT8;
  }

  /** The tensor of one picture, whose samples stand row by row with their channels together. */
  Content.Tensor tensor(float[] samples, PictureSettings settings) {
    var data =
        ByteBuffer.allocate(samples.length * spec.datatype().bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples.length; i++) {
      var channel = i % channels;
      var place = order == Order.CHANNELS_LAST ? i : channel * height * width + i / channels;
      put(data, place, settings.apply(samples[i], channel));
    }
    var inner =
        switch (order) {
          case CHANNELS_FIRST -> List.of(1L, (long) channels, (long) height, (long) width);
          case CHANNELS_LAST -> List.of(1L, (long) height, (long) width, (long) channels);
        };
    return new Content.Tensor(spec.name(), spec.datatype(), inner, data);
  }

  private void put(ByteBuffer data, int place, float value) {
    if (spec.datatype() == Datatype.UINT8) {
      data.put(place, (byte) Math.clamp(Math.round(value), 0, 255));
    } else {
      data.putFloat(place * Float.BYTES, value);
    }
  }
}
