package dev.portcullis.kernel.call;

import java.nio.ByteBuffer;
import java.util.Optional;

/** One piece of a streamed answer: what it says, and how it is written to the client. */
public interface Fragment {

  /** What controls judge; empty where the piece only frames others. */
  String text();

  /** The same piece saying something else. */
  Fragment withText(String text);

  /** The bytes that would leave. */
  ByteBuffer wire();

  /** What the model's server says that it counted up to here, where this piece tells. */
  default Optional<Tokens> tokens() {
    return Optional.empty();
  }
}
