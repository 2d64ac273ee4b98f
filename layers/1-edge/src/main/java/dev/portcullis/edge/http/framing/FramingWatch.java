package dev.portcullis.edge.http.framing;

import dev.portcullis.kernel.Denial;
import java.nio.ByteBuffer;

/** Whom a guard tells what it found. Called on the connection's loop. */
public interface FramingWatch {
  /**
   * A message is refused before anything of it was passed on.
   *
   * @return what to answer, a whole HTTP/1.1 message
   */
  ByteBuffer refused(Denial denial);

  /** A message is broken whose head was passed on: whoever has it must give it up. */
  void broken(Denial denial);
}
