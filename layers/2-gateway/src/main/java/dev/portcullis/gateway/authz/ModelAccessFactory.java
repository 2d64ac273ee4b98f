package dev.portcullis.gateway.authz;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.port.ModelCatalog;
import java.util.List;

/** Makes the control that authorizes models and operations. Needs a {@link ModelCatalog}. */
public final class ModelAccessFactory implements ControlFactory<ModelAccessSettings> {

  @Override
  public String name() {
    return "model-access";
  }

  @Override
  public Stage stage() {
    return Stage.AUTHORIZE;
  }

  @Override
  public String summary() {
    return "Lets a caller use the models and operations that the credential names, and no other.";
  }

  @Override
  public List<String> answers() {
    return List.of("API1:2023", "API5:2023", "AML.T0040");
  }

  @Override
  public Class<ModelAccessSettings> settings() {
    return ModelAccessSettings.class;
  }

  @Override
  public Control create(ModelAccessSettings settings, Services services) {
    return new ModelAccessControl(settings, services.service(ModelCatalog.class));
  }
}
