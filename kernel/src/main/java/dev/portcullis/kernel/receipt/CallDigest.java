package dev.portcullis.kernel.receipt;

import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 over everything in a call that a model or an upstream may act on. Each field stands
 * behind its length, so no two calls share an encoding.
 */
public final class CallDigest {

  private final MessageDigest sha256;
  private final ByteBuffer length = ByteBuffer.allocate(Long.BYTES);

  private CallDigest(MessageDigest sha256) {
    this.sha256 = sha256;
  }

  /** The digest of a call, in lower-case hexadecimal. */
  public static String of(Call call) {
    var digest = new CallDigest(newSha256());
    digest.put(call.operation().name()).put(call.model().name()).put(call.model().version());
    call.parameters().forEach((name, value) -> digest.put(name).put(value));
    digest.put(call.document().skeleton());
    call.parts().forEach(digest::put);
    return Receipt.HEX.formatHex(digest.sha256.digest());
  }

  private CallDigest put(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  private CallDigest put(byte[] bytes) {
    return put(ByteBuffer.wrap(bytes));
  }

  private CallDigest put(ByteBuffer bytes) {
    putLength(bytes.remaining());
    sha256.update(bytes);
    return this;
  }

  private void putLength(long value) {
    sha256.update(length.putLong(0, value).array());
  }

  private void put(Part part) {
    put(part.pointer()).put(part.kind().name()).put(part.provenance().name());
    switch (part.content()) {
      case Content.Text(var value) -> put(value);
      case Content.Bytes(var data, var mediaType) -> put(mediaType).put(data.duplicate());
      case Content.Tensor tensor -> putTensor(tensor);
    }
  }

  private void putTensor(Content.Tensor tensor) {
    put(tensor.name()).put(tensor.datatype().name());
    putLength(tensor.shape().size());
    tensor.shape().forEach(this::putLength);
    put(tensor.data().duplicate());
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
