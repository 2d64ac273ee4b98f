package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.reload.Candidate;
import dev.portcullis.app.reload.ConfigLoader;
import dev.portcullis.app.reload.Follower;
import dev.portcullis.app.reload.Handover;
import dev.portcullis.app.reload.Outcome;
import dev.portcullis.edge.http.EdgeServices;
import dev.portcullis.gateway.apikey.Keys;
import dev.portcullis.kernel.port.ModelCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A gateway that serves, and everything that it opened to do so. */
public final class Gateway implements AutoCloseable {

  private final Opened opened;
  private final Foundation foundation;
  private final Reload reload;
  private final Listening listening;

  private Gateway(Opened opened, Foundation foundation, Reload reload, Listening listening) {
    this.opened = opened;
    this.foundation = foundation;
    this.reload = reload;
    this.listening = listening;
  }

  /** Starts everything that the configuration names, or nothing. */
  public static Gateway start(Deployment deployment) throws IOException {
    var opened = new Opened();
    try {
      var foundation = Foundation.open(deployment, opened);
      var reload = opened.add(Reload.begin(foundation, deployment));
      var listening = listen(deployment, foundation, reload, opened);
      return new Gateway(opened, foundation, reload, listening);
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Listening listen(
      Deployment deployment, Foundation foundation, Reload reload, Opened opened)
      throws IOException {
    var metrics = foundation.recording().metrics();
    var edge =
        EdgeServices.of(
            foundation.loops(),
            Listeners.together(deployment.configuration().listeners()),
            foundation.workers(),
            (_, denial) -> metrics.turnedAway(denial.reason()));
    var data = DataFolder.open(deployment.configuration().data());
    var listeners = new Listeners(edge, data, opened);
    return new Listening(
        listeners.start(deployment, reload::table),
        listeners.startAdmin(deployment, new Status(foundation, reload).endpoints(edge)));
  }

  /**
   * Follows what operators do to its configuration, until it is closed.
   *
   * @param file that it was started with
   * @param text that stood in it then
   */
  public void follow(Path file, String text, ConfigLoader loader) throws IOException {
    var data = DataFolder.open(reload.current().deployment().configuration().data());
    var followed = new Follower.Followed(file, text, new Handover(data.handover()));
    opened.add(Follower.start(this::reload, followed, loader));
  }

  /** Puts another configuration in force, whole or not at all. */
  Outcome reload(Candidate candidate) {
    return reload.reload(candidate);
  }

  /** Where it can be called. */
  public Listening listening() {
    return listening;
  }

  /** The configuration in force. */
  public Deployment deployment() {
    return reload.current().deployment();
  }

  /** The models that run inside. */
  public List<ModelCatalog.Model> models() {
    return reload.current().models().registry().models();
  }

  /**
   * Knows at once the keys that were made in this process, which it else learns within a second.
   */
  void learnKeys() {
    foundation.ports().identification().ifPresent(known -> known.ring().refresh());
  }

  /** What makes its keys and takes them back. */
  public Keys keys() {
    return foundation
        .ports()
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
