package dev.portcullis.app.config;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;

/**
 * A policy together with the control it names.
 *
 * @param terms what the factory makes the control of
 */
public record BoundPolicy(PolicyConfig policy, Terms<?> terms) {

  /** A factory, and settings of the type that it takes. */
  public record Terms<S extends Record>(ControlFactory<S> factory, S settings) {
    Control create(Services services) {
      return factory.create(settings, services);
    }
  }

  public Stage stage() {
    return terms.factory().stage();
  }

  boolean fillsItsStage() {
    return terms.factory().fillsItsStage();
  }

  /** Whether the pipeline asks it at all. */
  public boolean isAsked() {
    return policy.mode() != Mode.OFF;
  }

  public Control create(Services services) {
    return terms.create(services);
  }
}
