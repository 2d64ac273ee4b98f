package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import java.util.List;

/** Makes {@code quota}. */
public final class QuotaFactory implements ControlFactory<QuotaSettings> {

  @Override
  public String name() {
    return "quota";
  }

  @Override
  public Stage stage() {
    return Stage.LIMIT;
  }

  @Override
  public String summary() {
    return "Holds callers to sliding-window limits per key, client, model, key and model, and"
        + " tier.";
  }

  @Override
  public List<String> answers() {
    return List.of("API4:2023", "API6:2023", "LLM10:2025", "AML.T0029", "AML.T0034");
  }

  @Override
  public Class<QuotaSettings> settings() {
    return QuotaSettings.class;
  }

  @Override
  public Control create(QuotaSettings settings, Services services) {
    return new QuotaControl(settings, services.service(LimitCounters.class));
  }
}
