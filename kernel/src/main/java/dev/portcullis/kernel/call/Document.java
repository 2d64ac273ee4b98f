package dev.portcullis.kernel.call;

import java.nio.ByteBuffer;
import java.util.List;

/** The body that a call or answer came in, kept by its surface so that it can be written again. */
public interface Document {

  /** A body with nothing around its parts. */
  Document NONE = new NoDocument();

  String mediaType();

  /** Everything but the parts' binary content: what a digest must cover beside the parts. */
  byte[] skeleton();

  /** The whole body as it is written to a peer, from the given parts. */
  List<ByteBuffer> wire(List<Part> parts);

  /** The same document with these parts in place of those at the same pointers. */
  Document with(List<Part> rewritten);
}
