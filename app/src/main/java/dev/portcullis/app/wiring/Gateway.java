package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.kernel.port.ModelCatalog;
import java.io.IOException;
import java.util.List;

/** A gateway that serves, and everything that it opened to do so. */
public final class Gateway implements AutoCloseable {

  private final Opened opened;
  private final Listening listening;
  private final List<ModelCatalog.Model> models;

  private Gateway(Opened opened, Assembly assembly) throws IOException {
    this.opened = opened;
    this.listening = assembly.listen();
    this.models = assembly.models();
  }

  /** Starts everything that the configuration names, or nothing. */
  public static Gateway start(Deployment deployment) throws IOException {
    var opened = new Opened();
    try {
      return new Gateway(opened, new Assembly(deployment, opened));
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Where it can be called. */
  public Listening listening() {
    return listening;
  }

  /** The models that run inside. */
  public List<ModelCatalog.Model> models() {
    return models;
  }

  /** Takes no more connections, lets what is under way end, and closes everything. */
  @Override
  public void close() {
    opened.close();
  }
}
