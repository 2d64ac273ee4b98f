package dev.portcullis.monitoring;

import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.port.Witness;
import dev.portcullis.monitoring.metrics.MetricsWitness;
import java.util.List;
import java.util.function.Function;

/** Every witness there is, a line each. */
public final class Catalogue {

  private Catalogue() {}

  /**
   * A witness.
   *
   * @param summary one sentence for the documentation
   * @param make takes what it needs from the wiring
   */
  public record Line(String name, String summary, Function<Services, Witness> make) {}

  public static List<Line> witnesses() {
    return List.of(
        new Line(
            "metrics",
            "Counts and times exchanges and controls, for Prometheus.",
            services -> services.service(MetricsWitness.class)));
  }
}
