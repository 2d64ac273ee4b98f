package dev.portcullis.gateway.revocation;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.port.Revocations;
import java.util.List;

/** Makes the control that refuses what was taken back. Needs {@link Revocations}. */
public final class RevocationFactory implements ControlFactory<RevocationSettings> {

  @Override
  public String name() {
    return "revocation";
  }

  @Override
  public Stage stage() {
    return Stage.AUTHORIZE;
  }

  @Override
  public String summary() {
    return "Refuses keys, tokens, clients, subjects and issuers' keys that were taken back, within"
        + " a second on every gateway. Stands on every route where callers are identified.";
  }

  @Override
  public List<String> answers() {
    return List.of("API2:2023", "AML.T0012");
  }

  @Override
  public Class<RevocationSettings> settings() {
    return RevocationSettings.class;
  }

  @Override
  public boolean fillsItsStage() {
    return false;
  }

  @Override
  public Control create(RevocationSettings settings, Services services) {
    return new RevocationControl(services.service(Revocations.class));
  }
}
