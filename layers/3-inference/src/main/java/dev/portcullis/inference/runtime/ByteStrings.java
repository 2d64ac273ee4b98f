package dev.portcullis.inference.runtime;

import dev.portcullis.kernel.call.Content;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code BYTES} tensors: strings, each behind its length in four bytes, little-endian. */
public final class ByteStrings {

  private ByteStrings() {}

  /**
   * The strings of a tensor.
   *
   * @throws IllegalArgumentException where lengths and shape disagree, or it isn't UTF-8
   */
  public static String[] read(Content.Tensor tensor) {
    var data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    var strings = new ArrayList<String>();
    try {
      while (data.hasRemaining()) {
        strings.add(next(data));
      }
    } catch (BufferUnderflowException | CharacterCodingException e) {
      throw new IllegalArgumentException("no strings behind their lengths", e);
    }
    if (strings.size() != tensor.elements()) {
      throw new IllegalArgumentException("not as many strings as the shape holds");
    }
    return strings.toArray(String[]::new);
  }

  private static String next(ByteBuffer data) throws CharacterCodingException {
    var length = data.getInt();
    if (length < 0 || length > data.remaining()) {
      throw new BufferUnderflowException();
    }
    var bytes = data.slice(data.position(), length);
    data.position(data.position() + length);
    return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }

  static ByteBuffer write(List<String> strings) {
    var encoded = strings.stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList();
    var size = encoded.stream().mapToInt(bytes -> Integer.BYTES + bytes.length).sum();
    var data = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    encoded.forEach(bytes -> data.putInt(bytes.length).put(bytes));
    return data.flip();
  }
}
