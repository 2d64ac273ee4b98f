package dev.portcullis.train;

import java.util.List;

/** A setting of an ONNX operator. */
record OnnxAttribute(ProtoMessage message) {
  private static final int NAME = 1;
  private static final int REAL = 2;
  private static final int INTEGER = 3;
  private static final int INTEGERS = 8;
  private static final int TYPE = 20;

  private static final int TYPE_REAL = 1;
  private static final int TYPE_INTEGER = 2;
  private static final int TYPE_INTEGERS = 7;

  static OnnxAttribute of(String name, float value) {
    return new OnnxAttribute(
        new ProtoMessage().text(NAME, name).real(REAL, value).number(TYPE, TYPE_REAL));
  }

  static OnnxAttribute of(String name, int value) {
    return new OnnxAttribute(
        new ProtoMessage().text(NAME, name).number(INTEGER, value).number(TYPE, TYPE_INTEGER));
  }

  static OnnxAttribute of(String name, List<Integer> values) {
    var message = new ProtoMessage().text(NAME, name);
    values.forEach(value -> message.number(INTEGERS, value));
    return new OnnxAttribute(message.number(TYPE, TYPE_INTEGERS));
  }
}
