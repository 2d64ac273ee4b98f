package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.app.config.binding.Section;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.OnError;
import java.util.List;

/** One control: where it stands, and how it acts. */
public record PolicyConfig(
    @Says("Its name, in the trail and in metrics.") String id,
    @Says("The control.") String control,
    @Says("Ids of routes, or `*` for all.") @Default(PolicyConfig.EVERYWHERE)
        List<String> appliesTo,
    @Says("Whether its verdict is acted on, only written down, or not asked for.")
        @Default("enforce")
        Mode mode,
    @Says("What a control that fails has said.") @Default("deny") OnError onError,
    @Says("The control's own settings.") Section settings) {

  static final String EVERYWHERE = "*";

  public PolicyConfig {
    Names.checked("id", id);
    appliesTo = List.copyOf(appliesTo);
  }

  /** Whether it stands on this route. */
  public boolean isOn(String route) {
    return appliesTo.contains(EVERYWHERE) || appliesTo.contains(route);
  }
}
