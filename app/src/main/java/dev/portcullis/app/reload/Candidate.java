package dev.portcullis.app.reload;

import dev.portcullis.app.config.Deployment;
import java.io.IOException;

/** A configuration that may take the place of the one in force. */
public interface Candidate {

  /**
   * What it says, where it may follow on the one in force.
   *
   * @throws dev.portcullis.app.config.binding.ConfigException with everything that is wrong in it
   * @throws IOException where it cannot be read
   */
  Deployment read(Deployment inForce) throws IOException;

  /**
   * Makes it last: the next start begins with it. Asked last, before it is in force.
   *
   * @throws IOException where it cannot, and then it is refused
   */
  void keep() throws IOException;
}
