package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Controls;
import java.util.List;

/** Every control that a policy may name. */
public final class Installable {

  private Installable() {}

  public static Controls controls() {
    return Controls.of(List.of());
  }
}
