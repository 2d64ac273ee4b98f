package dev.portcullis.edge.surfaces.tensors;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;

/** Writes a tensor's elements as JSON values, in the fewest digits that say which number it is. */
public final class TensorJson {

  private static final int BF16_SHIFT = 16;

  private TensorJson() {}

  /** Writes a tensor as an output of the Open Inference Protocol: name, datatype, shape, data. */
  public static void writeOutput(JsonGenerator json, Content.Tensor tensor) {
    json.writeStartObject();
    writeHead(json, tensor);
    json.writeName("data");
    writeFlat(json, tensor);
    json.writeEndObject();
  }

  /** Writes all but the data. */
  public static void writeHead(JsonGenerator json, Content.Tensor tensor) {
    json.writeStringProperty("name", tensor.name());
    json.writeStringProperty("datatype", tensor.datatype().name());
    json.writeArrayPropertyStart("shape");
    tensor.shape().forEach(json::writeNumber);
    json.writeEndArray();
  }

  /** Writes every element, flat, as an array. */
  public static void writeFlat(JsonGenerator json, Content.Tensor tensor) {
    var data = littleEndian(tensor);
    json.writeStartArray();
    while (data.hasRemaining()) {
      writeNext(json, tensor.datatype(), data);
    }
    json.writeEndArray();
  }

  /** The tensor's data, to be read from its first element. */
  public static ByteBuffer littleEndian(Content.Tensor tensor) {
    return tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes the element that the data stands at, and steps over it. */
  public static void writeNext(JsonGenerator json, Datatype datatype, ByteBuffer data) {
    switch (datatype) {
      case BOOL -> json.writeBoolean(data.get() != 0);
      case UINT8 -> json.writeNumber(Byte.toUnsignedInt(data.get()));
      case INT8 -> json.writeNumber((int) data.get());
      case UINT16 -> json.writeNumber(Short.toUnsignedInt(data.getShort()));
      case INT16 -> json.writeNumber((int) data.getShort());
      case UINT32 -> json.writeNumber(Integer.toUnsignedLong(data.getInt()));
      case INT32 -> json.writeNumber(data.getInt());
      case UINT64 -> json.writeRawValue(Long.toUnsignedString(data.getLong()));
      case INT64 -> json.writeNumber(data.getLong());
      case FP16 -> json.writeNumber(finite(Float.float16ToFloat(data.getShort())));
      case BF16 -> json.writeNumber(finite(Float.intBitsToFloat(data.getShort() << BF16_SHIFT)));
      case FP32 -> json.writeNumber(finite(data.getFloat()));
      case FP64 -> json.writeNumber(finite(data.getDouble()));
      case BYTES -> json.writeString(string(data));
    }
  }

  private static float finite(float value) {
    finite((double) value);
    return value;
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new DeniedException(Reason.MODEL_FAILED, "answer: a number that JSON cannot write");
    }
    return value;
  }

  private static String string(ByteBuffer data) {
    var bytes = new byte[data.getInt()];
    data.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
