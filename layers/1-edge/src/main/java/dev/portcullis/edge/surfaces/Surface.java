package dev.portcullis.edge.surfaces;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * One way of speaking to models: turns a body into a {@link Call}, once and under bounds, and an
 * {@link Answer} into a body. Stateless, and safe on every event loop.
 */
public interface Surface {

  /** Stands among {@link #accepts()} where a surface takes every type. */
  String ANY_TYPE = "*/*";

  /** Its name in configuration. */
  String name();

  /** Media types of bodies it takes, in lower case and without parameters; others are 415. */
  Set<String> accepts();

  /** Whether a body of this type is taken. */
  default boolean takes(String mediaType) {
    return accepts().contains(mediaType) || accepts().contains(ANY_TYPE);
  }

  /**
   * Reads a body.
   *
   * @param body the whole body, empty where there was none
   * @throws dev.portcullis.kernel.DeniedException where it is malformed or out of bounds
   */
  Call read(Target target, ByteBuffer body);

  /** Writes an answer to that call. */
  Written write(Call call, Answer answer);

  /** Writes a refusal in the shape that this surface's clients know. */
  Written refuse(Denial denial, String requestId);

  /** The last event of a stream that is cut; empty where the format has none for it. */
  default Optional<ByteBuffer> cut(Denial denial, String requestId) {
    return Optional.empty();
  }
}
