package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Controls;
import dev.portcullis.kernel.ControlFactory;
import java.util.ArrayList;
import java.util.List;

/** Every control that a policy may name: the layers' catalogues, in the order of the road. */
public final class Installable {

  private Installable() {}

  public static Controls controls() {
    var factories = new ArrayList<ControlFactory<?>>();
    factories.addAll(dev.portcullis.gateway.Catalogue.factories());
    factories.addAll(dev.portcullis.inference.Catalogue.controls());
    return Controls.of(List.copyOf(factories));
  }
}
