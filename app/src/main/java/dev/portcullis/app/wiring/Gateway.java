package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.gateway.apikey.Keys;
import dev.portcullis.kernel.port.ModelCatalog;
import java.io.IOException;
import java.util.List;

/** A gateway that serves, and everything that it opened to do so. */
public final class Gateway implements AutoCloseable {

  private final Opened opened;
  private final Assembly.Assembled assembled;

  private Gateway(Opened opened, Assembly.Assembled assembled) {
    this.opened = opened;
    this.assembled = assembled;
  }

  /** Starts everything that the configuration names, or nothing. */
  public static Gateway start(Deployment deployment) throws IOException {
    var opened = new Opened();
    try {
      return new Gateway(opened, new Assembly(deployment, opened).listen());
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Where it can be called. */
  public Listening listening() {
    return assembled.listening();
  }

  /** The models that run inside. */
  public List<ModelCatalog.Model> models() {
    return assembled.models();
  }

  /**
   * Knows at once the keys that were made in this process, which it else learns within a second.
   */
  void learnKeys() {
    assembled.identification().ifPresent(identification -> identification.ring().refresh());
  }

  /** What makes its keys and takes them back. */
  public Keys keys() {
    return assembled
        .identification()
        .map(identification -> identification.keys().keys())
        .orElseThrow(() -> new IllegalStateException("no policy asks for keys"));
  }

  /** Takes no more connections, lets what is under way end, and closes everything. */
  @Override
  public void close() {
    opened.close();
  }
}
