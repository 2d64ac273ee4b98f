package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import java.util.List;

/** Makes the control that proves access tokens. Needs {@link Issuers}. */
public final class AccessTokenFactory implements ControlFactory<AccessTokenSettings> {

  /** The control's name in a policy. */
  public static final String NAME = "access-token";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Stage stage() {
    return Stage.IDENTIFY;
  }

  @Override
  public String summary() {
    return "Proves who is calling by an OAuth 2.0 access token of an issuer that is trusted.";
  }

  @Override
  public List<String> answers() {
    return List.of("API2:2023", "API7:2023", "LLM10:2025", "AML.T0012", "AML.T0040");
  }

  @Override
  public Class<AccessTokenSettings> settings() {
    return AccessTokenSettings.class;
  }

  @Override
  public Control create(AccessTokenSettings settings, Services services) {
    return new AccessTokenControl(services.service(Issuers.class).trusting(settings.issuers()));
  }
}
