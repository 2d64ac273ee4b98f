package dev.portcullis.kernel.call;

import java.nio.ByteBuffer;
import java.util.List;

/** Stands where a call was made of parts alone. */
final class NoDocument implements Document {

  @Override
  public String mediaType() {
    return "application/octet-stream";
  }

  @Override
  public byte[] skeleton() {
    return new byte[0];
  }

  @Override
  public List<ByteBuffer> wire(List<Part> parts) {
    return List.of();
  }

  @Override
  public Document with(List<Part> rewritten) {
    return this;
  }
}
