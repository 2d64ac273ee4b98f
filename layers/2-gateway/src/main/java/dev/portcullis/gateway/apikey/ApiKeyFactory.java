package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.port.Revocations;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Makes the control that proves API keys. Needs a {@link KeyRing} and {@link Peppers}. */
public final class ApiKeyFactory implements ControlFactory<ApiKeySettings> {

  @Override
  public String name() {
    return "apikey";
  }

  @Override
  public Stage stage() {
    return Stage.IDENTIFY;
  }

  @Override
  public String summary() {
    return "Proves who is calling by an API key, as Authorization: Bearer or x-api-key.";
  }

  @Override
  public List<String> answers() {
    return List.of("API2:2023", "LLM10:2025", "AML.T0012", "AML.T0040");
  }

  @Override
  public Class<ApiKeySettings> settings() {
    return ApiKeySettings.class;
  }

  @Override
  public Control create(ApiKeySettings settings, Services services) {
    return new ApiKeyControl(
        settings,
        services.service(KeyRing.class),
        services.service(Peppers.class),
        services
            .find(Revocations.class)
            .<BooleanSupplier>map(r -> r::isCurrent)
            .orElse(() -> false));
  }
}
