package dev.portcullis.bench.proxy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

/** What is sent. */
final class Bodies {

  /** A picture of 3 × 224 × 224 numbers of four bytes. */
  static final int TENSOR_BYTES = 3 * 224 * 224 * Float.BYTES;

  private static final int JSON_BYTES = 1_024;
  private static final long SEED = 42;

  private static final String TENSOR_HEADER =
      """
      {"inputs":[{"name":"image","shape":[1,3,224,224],"datatype":"FP32",\
      "parameters":{"binary_data_size":602112}}]}\
      """;

  private Bodies() {}

  /** An object of exactly 1 KB. */
  static byte[] json() {
    var head = "{\"model\":\"echo\",\"temperature\":0.5,\"inputs\":\"";
    var text = "the quick brown fox jumps over the lazy dog ".repeat(JSON_BYTES / 40);
    var close = "\"}";
    return (head + text.substring(0, JSON_BYTES - head.length() - close.length()) + close)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** An inference request by the protocol's binary extension. */
  static byte[] tensor() {
    var header = TENSOR_HEADER.getBytes(StandardCharsets.UTF_8);
    var body = ByteBuffer.allocate(header.length + TENSOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    body.put(header);
    var random = new Random(SEED);
    while (body.hasRemaining()) {
      body.putFloat(random.nextFloat());
    }
    return body.array();
  }

  static Map<String, String> tensorHeaders() {
    return Map.of(
        "content-type",
        "application/octet-stream",
        "inference-header-content-length",
        Integer.toString(TENSOR_HEADER.length()));
  }
}
