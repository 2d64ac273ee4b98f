package dev.portcullis.gateway.upload;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Looks whether bytes are framed as their format says. Nothing is loaded, and nothing is run. */
@FunctionalInterface
interface Frame {

  /**
   * What was expected and is not there; empty where the frame is whole. Never what was found.
   *
   * @param data from position 0 to the limit, which are left as they are
   */
  Optional<String> missing(ByteBuffer data);
}
