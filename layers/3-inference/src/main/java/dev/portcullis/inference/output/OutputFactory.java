package dev.portcullis.inference.output;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import java.util.List;

/** Makes the output filter. */
public final class OutputFactory implements ControlFactory<OutputSettings> {

  @Override
  public String name() {
    return "output";
  }

  @Override
  public Stage stage() {
    return Stage.FILTER;
  }

  @Override
  public String summary() {
    return "Rounds a model's scores, tells only the largest, or only the label; never another"
        + " label.";
  }

  @Override
  public List<String> answers() {
    return List.of("API3:2023", "AML.T0024", "AML.T0024.000", "AML.T0024.002");
  }

  @Override
  public Class<OutputSettings> settings() {
    return OutputSettings.class;
  }

  @Override
  public Control create(OutputSettings settings, Services services) {
    return new OutputControl(settings);
  }
}
