package dev.portcullis.edge.surfaces.tensors;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.call.Datatype;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Packs JSON numbers, booleans and strings into a tensor's bytes, little-endian. A value that its
 * datatype cannot hold is refused, never rounded to an infinity or cut to fewer bits.
 */
public final class ElementWriter {

  private static final int FIRST_BYTES = 4_096;
  private static final int BF16_SHIFT = 16;
  private static final BigInteger UINT64_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private final Datatype datatype;
  private final String pointer;
  private ByteBuffer data;

  /**
   * Begins a tensor of unknown size.
   *
   * @param pointer what refusals point to
   */
  public ElementWriter(Datatype datatype, String pointer) {
    this(datatype, pointer, FIRST_BYTES);
  }

  /** Begins a tensor of that many bytes, so that nothing is ever copied. */
  public ElementWriter(Datatype datatype, String pointer, int bytes) {
    this.datatype = datatype;
    this.pointer = pointer;
    this.data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What was packed. */
  public ByteBuffer written() {
    return data.duplicate().flip();
  }

  /** Packs the parser's current token. */
  void put(JsonParser parser) {
    switch (datatype) {
      case BOOL -> reserve(1).put(bool(parser));
      case UINT8 -> reserve(1).put((byte) integer(parser, 0, 0xFF));
      case INT8 -> reserve(1).put((byte) integer(parser, Byte.MIN_VALUE, Byte.MAX_VALUE));
      case UINT16 -> reserve(2).putShort((short) integer(parser, 0, 0xFFFF));
      case INT16 -> reserve(2).putShort((short) integer(parser, Short.MIN_VALUE, Short.MAX_VALUE));
      case UINT32 -> reserve(4).putInt((int) integer(parser, 0, 0xFFFF_FFFFL));
      case INT32 -> reserve(4).putInt((int) integer(parser, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case UINT64 -> reserve(8).putLong(unsigned(parser));
      case INT64 -> reserve(8).putLong(integer(parser, Long.MIN_VALUE, Long.MAX_VALUE));
      case FP16 -> reserve(2).putShort(half(parser));
      case BF16 -> reserve(2).putShort(brain(parser));
      case FP32 -> reserve(4).putFloat(single(parser));
      case FP64 -> reserve(8).putDouble(number(parser));
      case BYTES -> string(parser);
    }
  }

  private byte bool(JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_TRUE) {
      return 1;
    }
    require(parser, JsonToken.VALUE_FALSE);
    return 0;
  }

  private long integer(JsonParser parser, long min, long max) {
    require(parser, JsonToken.VALUE_NUMBER_INT);
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw wrong();
    }
    long value = parser.getLongValue();
    if (value < min || value > max) {
      throw wrong();
    }
    return value;
  }

  private long unsigned(JsonParser parser) {
    require(parser, JsonToken.VALUE_NUMBER_INT);
    var value = parser.getBigIntegerValue();
    if (value.signum() < 0 || value.compareTo(UINT64_MAX) > 0) {
      throw wrong();
    }
    return value.longValue();
  }

  private short half(JsonParser parser) {
    short half = Float.floatToFloat16(single(parser));
    if (!Float.isFinite(Float.float16ToFloat(half))) {
      throw wrong();
    }
    return half;
  }

  /** A brain float is the upper half of a single one, rounded to the nearest even. */
  private short brain(JsonParser parser) {
    int bits = Float.floatToRawIntBits(single(parser));
    int rounded = bits + 0x7FFF + ((bits >>> BF16_SHIFT) & 1);
    short brain = (short) (rounded >>> BF16_SHIFT);
    if (!Float.isFinite(Float.intBitsToFloat(brain << BF16_SHIFT))) {
      throw wrong();
    }
    return brain;
  }

  private float single(JsonParser parser) {
    requireNumber(parser);
    float value = parser.getFloatValue();
    if (!Float.isFinite(value)) {
      throw wrong();
    }
    return value;
  }

  private double number(JsonParser parser) {
    requireNumber(parser);
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw wrong();
    }
    return value;
  }

  private void string(JsonParser parser) {
    require(parser, JsonToken.VALUE_STRING);
    var bytes = parser.getString().getBytes(StandardCharsets.UTF_8);
    reserve(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
  }

  private void requireNumber(JsonParser parser) {
    var token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw wrong();
    }
  }

  private void require(JsonParser parser, JsonToken token) {
    if (parser.currentToken() != token) {
      throw wrong();
    }
  }

  private DeniedException wrong() {
    return Refused.invalid(pointer, "elements that " + datatype + " can hold");
  }

  private ByteBuffer reserve(int bytes) {
    if (data.remaining() < bytes) {
      int grown = Math.max(Math.multiplyExact(data.capacity(), 2), data.position() + bytes);
      data = ByteBuffer.allocate(grown).order(ByteOrder.LITTLE_ENDIAN).put(data.flip());
    }
    return data;
  }
}
