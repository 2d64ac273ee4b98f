package dev.portcullis.bench;

import java.util.List;

/** What a benchmark measured, in the order of its table. */
public record Result(List<Figure> figures) {

  public Result {
    figures = List.copyOf(figures);
  }

  /**
   * One measured value.
   *
   * @param name what was measured, the same in every run: goals name it
   * @param unit such as {@code 1/s}
   */
  public record Figure(String name, double value, String unit) {}
}
