package dev.portcullis.gateway.picture;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import java.util.List;

/** Makes the control that looks at pictures' headers. */
public final class PictureFactory implements ControlFactory<PictureSettings> {

  @Override
  public String name() {
    return "picture";
  }

  @Override
  public Stage stage() {
    return Stage.VALIDATE;
  }

  @Override
  public String summary() {
    return "Checks pictures' type, size, frames and ratio by their headers, without decoding them.";
  }

  @Override
  public List<String> answers() {
    return List.of("API4:2023", "LLM10:2025", "AML.T0029", "AML.T0034");
  }

  @Override
  public Class<PictureSettings> settings() {
    return PictureSettings.class;
  }

  @Override
  public Control create(PictureSettings settings, Services services) {
    return new PictureControl(settings);
  }
}
