package dev.portcullis.edge.surfaces.raw;

import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import java.nio.ByteBuffer;
import java.util.List;

/** A body that is one part of bytes, and nothing around it. */
public record RawDocument(String mediaType) implements Document {

  /** The part that such a body is; no part where it is empty. */
  public static List<Part> parts(ByteBuffer body, String mediaType) {
    if (!body.hasRemaining()) {
      return List.of();
    }
    var content = new Content.Bytes(body.slice(), mediaType);
    return List.of(new Part("", Kind.STRUCTURE, Provenance.USER, content));
  }

  @Override
  public byte[] skeleton() {
    return new byte[0];
  }

  @Override
  public List<ByteBuffer> wire(List<Part> parts) {
    return parts.stream()
        .map(Part::content)
        .filter(Content.Bytes.class::isInstance)
        .map(content -> ((Content.Bytes) content).data().duplicate())
        .toList();
  }

  @Override
  public Document with(List<Part> rewritten) {
    return this;
  }
}
