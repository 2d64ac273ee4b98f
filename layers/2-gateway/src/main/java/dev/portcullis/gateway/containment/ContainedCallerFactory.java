package dev.portcullis.gateway.containment;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.port.Containment;
import java.util.List;

/** Makes the control that holds callers back. Needs a {@link Containment}. */
public final class ContainedCallerFactory implements ControlFactory<ContainmentSettings> {

  @Override
  public String name() {
    return "contained-caller";
  }

  @Override
  public Stage stage() {
    return Stage.AUTHORIZE;
  }

  @Override
  public String summary() {
    return "Turns away callers and credentials that monitoring asked to hold back.";
  }

  @Override
  public List<String> answers() {
    return List.of("API2:2023", "LLM10:2025", "AML.T0012");
  }

  @Override
  public Class<ContainmentSettings> settings() {
    return ContainmentSettings.class;
  }

  @Override
  public boolean fillsItsStage() {
    return false;
  }

  @Override
  public Control create(ContainmentSettings settings, Services services) {
    return new ContainmentControl(services.service(Containment.class));
  }
}
