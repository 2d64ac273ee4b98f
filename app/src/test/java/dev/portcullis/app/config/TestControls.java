package dev.portcullis.app.config;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.ControlFactory;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.Verdict;
import java.util.Arrays;
import java.util.List;

/** One control for each stage, named like it in lower case. */
final class TestControls {

  private TestControls() {}

  record Settings(int strictness) {
    Settings {
      if (strictness > 9) {
        throw new IllegalArgumentException("strictness: " + strictness + " (expected: 0..9)");
      }
    }

    static Settings defaults() {
      return new Settings(1);
    }
  }

  private record Factory(Stage stage) implements ControlFactory<Settings> {
    @Override
    public String name() {
      return stage.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String summary() {
      return "Stands at " + stage + ".";
    }

    @Override
    public List<String> answers() {
      return List.of();
    }

    @Override
    public Class<Settings> settings() {
      return Settings.class;
    }

    @Override
    public Control create(Settings settings, Services services) {
      return (Control.OfRequestHead) _ -> Verdict.pass();
    }
  }

  static Controls all() {
    return Controls.of(Arrays.stream(Stage.values()).<ControlFactory<?>>map(Factory::new).toList());
  }
}
