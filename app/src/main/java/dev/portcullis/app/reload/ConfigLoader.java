package dev.portcullis.app.reload;

import dev.portcullis.app.config.Deployment;
import java.io.IOException;

/** Reads a configuration that is to follow on another. */
@FunctionalInterface
public interface ConfigLoader {

  /**
   * What a text says as if it stood in the gateway's own file.
   *
   * @param text with the name that messages give it
   */
  Deployment load(Deployment inForce, Named text) throws IOException;

  /** A text, and how whoever wrote it calls it. */
  record Named(String name, String text) {}
}
