package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Controls;
import dev.portcullis.app.config.binding.Reference;
import dev.portcullis.kernel.ControlFactory;

/** {@code docs/controls.md}, made of what the factories say of themselves. */
public final class ControlsPage {

  private ControlsPage() {}

  public static String markdown(Controls controls) {
    var page = new StringBuilder(4096);
    page.append("# Controls\n\n")
        .append("Every control that a policy may name, in the order of the catalogues. ")
        .append("Made by `portcullis explain --controls`; a test holds it up to date.\n");
    controls.all().forEach(factory -> append(page, factory));
    return page.toString();
  }

  private static void append(StringBuilder page, ControlFactory<?> factory) {
    page.append("\n## ").append(factory.name()).append("\n\n");
    page.append(factory.summary()).append("\n\n");
    page.append("Stage ").append(factory.stage());
    page.append(". Answers ").append(String.join(", ", factory.answers())).append(".\n");
    var rows = Reference.rows(factory.settings());
    if (rows.isEmpty()) {
      page.append("\nIt has no settings.\n");
      return;
    }
    page.append("\n| setting | takes | default |\n|---|---|---|\n");
    rows.forEach(
        row -> page.append("| `%s` | %s | %s |\n".formatted(row.key(), row.takes(), row.absent())));
  }
}
