package dev.portcullis.gateway.spend;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import java.util.List;

/** Makes {@code spend}. */
public final class SpendFactory implements ControlFactory<SpendSettings> {

  /** Its name, by which the wiring knows that there must be leases. */
  public static final String NAME = "spend";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Stage stage() {
    return Stage.LIMIT;
  }

  @Override
  public String summary() {
    return "Holds clients to what they may spend on models in a period: requests, tokens, bytes,"
        + " time of the model.";
  }

  @Override
  public List<String> answers() {
    return List.of("API4:2023", "LLM10:2025", "AML.T0029", "AML.T0034");
  }

  @Override
  public Class<SpendSettings> settings() {
    return SpendSettings.class;
  }

  /** A quota of a month can be spent in a minute: that requests come no faster is for others. */
  @Override
  public boolean fillsItsStage() {
    return false;
  }

  @Override
  public Control create(SpendSettings settings, Services services) {
    return new SpendControl(settings, services.service(Leases.class));
  }
}
