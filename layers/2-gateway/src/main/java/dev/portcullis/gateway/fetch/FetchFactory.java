package dev.portcullis.gateway.fetch;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.port.Egress;
import java.util.List;

/** Makes the control that fetches pictures. Needs an {@link Egress}. */
public final class FetchFactory implements ControlFactory<FetchSettings> {

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public Stage stage() {
    return Stage.VALIDATE;
  }

  @Override
  public String summary() {
    return "Fetches pictures that a call names by address, through the one safe way out.";
  }

  @Override
  public List<String> answers() {
    return List.of("API7:2023", "API10:2023");
  }

  @Override
  public Class<FetchSettings> settings() {
    return FetchSettings.class;
  }

  @Override
  public boolean fillsItsStage() {
    return false;
  }

  @Override
  public Control create(FetchSettings settings, Services services) {
    return new FetchControl(settings, services.service(Egress.class));
  }
}
