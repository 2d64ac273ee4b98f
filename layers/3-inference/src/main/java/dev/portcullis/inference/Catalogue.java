package dev.portcullis.inference;

import dev.portcullis.inference.output.OutputFactory;
import dev.portcullis.kernel.ControlFactory;
import java.util.List;

/** Every control of this layer, a line each. What is installed is read here, not scanned for. */
public final class Catalogue {

  private Catalogue() {}

  public static List<ControlFactory<?>> controls() {
    return List.of(new OutputFactory());
  }
}
