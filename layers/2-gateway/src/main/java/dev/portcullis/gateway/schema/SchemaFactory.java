package dev.portcullis.gateway.schema;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.port.ModelCatalog;
import java.util.List;

/** Makes the control that holds tensors to the model's contract. Needs a {@link ModelCatalog}. */
public final class SchemaFactory implements ControlFactory<SchemaSettings> {

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public Stage stage() {
    return Stage.VALIDATE;
  }

  @Override
  public String summary() {
    return "Holds tensors to the model's contract: names, datatypes, shapes, lengths and values.";
  }

  @Override
  public List<String> answers() {
    return List.of("API4:2023", "API10:2023", "AML.T0029", "AML.T0043");
  }

  @Override
  public Class<SchemaSettings> settings() {
    return SchemaSettings.class;
  }

  @Override
  public Control create(SchemaSettings settings, Services services) {
    return new SchemaControl(settings, services.service(ModelCatalog.class));
  }
}
