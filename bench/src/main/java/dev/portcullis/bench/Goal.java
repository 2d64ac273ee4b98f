package dev.portcullis.bench;

import dev.portcullis.bench.Result.Figure;
import java.util.Locale;

/** A bound that a figure is held to. */
sealed interface Goal {

  /** No more than this. */
  record AtMost(double bound) implements Goal {
    @Override
    public String toString() {
      return "at most " + Goal.text(bound);
    }
  }

  /** No less than this. */
  record AtLeast(double bound) implements Goal {
    @Override
    public String toString() {
      return "at least " + Goal.text(bound);
    }
  }

  /** Whether the figure keeps it; one that is no number keeps none. */
  default boolean isKeptBy(Figure figure) {
    return switch (this) {
      case AtMost(var bound) -> figure.value() <= bound;
      case AtLeast(var bound) -> figure.value() >= bound;
    };
  }

  static String text(double value) {
    return value == Math.rint(value) || Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
