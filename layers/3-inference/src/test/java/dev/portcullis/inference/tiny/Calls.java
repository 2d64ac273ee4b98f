package dev.portcullis.inference.tiny;

import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.kernel.port.Invocation;
import dev.portcullis.kernel.receipt.Receipt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls as surfaces make them, and their way past the guard, which has a test of its own. */
public final class Calls {

  private Calls() {}

  /** The call as the Open Inference Protocol's surface makes it. */
  public static Call oip(String model, Content.Tensor... inputs) {
    var parameters = new TreeMap<>(Map.of("protocol", "oip"));
    var ref = ModelRef.of(model);
    return new Call(Operation.PREDICT, ref, parts(inputs), parameters, Document.NONE);
  }

  /** The call as the picture surface makes it of {@code {"inputs": …}}. */
  public static Call predict(String model, Content.Tensor... inputs) {
    return Call.of(Operation.PREDICT, ModelRef.of(model), parts(inputs));
  }

  public static Call picture(String model, byte[] picture) {
    var bytes = new Content.Bytes(ByteBuffer.wrap(picture), "image/png");
    var part = new Part("/image", Kind.IMAGE, Provenance.USER, bytes);
    return Call.of(Operation.PREDICT, ModelRef.of(model), List.of(part));
  }

  private static List<Part> parts(Content.Tensor... inputs) {
    var tensors = List.of(inputs);
    return tensors.stream().map(t -> Part.tensor("/inputs/" + tensors.indexOf(t), t)).toList();
  }

  public static Content.Tensor floats(String name, List<Long> shape, float... values) {
    var data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (var value : values) {
      data.putFloat(value);
    }
    return new Content.Tensor(name, Datatype.FP32, shape, data.flip());
  }

  public static Content.Tensor longs(String name, long... values) {
    var data = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (var value : values) {
      data.putLong(value);
    }
    return new Content.Tensor(name, Datatype.INT64, List.of((long) values.length), data.flip());
  }

  public static float[] floats(Content content) {
    if (!(content instanceof Content.Tensor tensor)) {
      throw new AssertionError(content + " (expected: a tensor)");
    }
    var values = new float[tensor.data().remaining() / Float.BYTES];
    tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /** An invocation with an unsealed receipt: for backends that stand behind the guard. */
  public static Invocation behindTheGuard(Call call, Duration remaining) {
    var now = Instant.EPOCH;
    var receipt =
        new Receipt("e1", "predict", "hash", "alice", call.model(), "", "", now, List.of(), "");
    return new Invocation("e1", receipt, call, remaining, Map.of());
  }
}
