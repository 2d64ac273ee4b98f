package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import java.util.List;

/** Makes {@code address-limit}. */
public final class AddressLimitFactory implements ControlFactory<AddressLimitSettings> {

  @Override
  public String name() {
    return "address-limit";
  }

  @Override
  public Stage stage() {
    return Stage.ADMIT;
  }

  @Override
  public String summary() {
    return "Holds each client address (of IPv6, each network) to sliding-window limits.";
  }

  @Override
  public List<String> answers() {
    return List.of("API4:2023", "LLM10:2025", "AML.T0029");
  }

  @Override
  public Class<AddressLimitSettings> settings() {
    return AddressLimitSettings.class;
  }

  @Override
  public Control create(AddressLimitSettings settings, Services services) {
    return new AddressLimitControl(settings, services.service(LimitCounters.class).addresses());
  }
}
