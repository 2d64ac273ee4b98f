package dev.portcullis.gateway.upload;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import java.util.List;

/** Makes the control that holds uploads to their formats. */
public final class UploadFactory implements ControlFactory<UploadSettings> {

  @Override
  public String name() {
    return "upload";
  }

  @Override
  public Stage stage() {
    return Stage.VALIDATE;
  }

  @Override
  public String summary() {
    return "Takes data sets and models in a few formats only, and holds each to its frame.";
  }

  @Override
  public List<String> answers() {
    return List.of("API8:2023", "LLM03:2025", "LLM04:2025", "AML.T0010", "AML.T0020");
  }

  @Override
  public Class<UploadSettings> settings() {
    return UploadSettings.class;
  }

  @Override
  public Control create(UploadSettings settings, Services services) {
    return new UploadControl(settings);
  }
}
