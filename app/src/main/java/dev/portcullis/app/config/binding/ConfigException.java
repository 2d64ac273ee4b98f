package dev.portcullis.app.config.binding;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that is refused whole, with everything that is wrong in it. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ConfigException(String file, List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> file + ":" + p)
            .collect(Collectors.joining(System.lineSeparator())),
        null,
        false,
        false);
    this.problems = List.copyOf(problems);
  }

  /** A line for each problem, with its place in the file. */
  public List<String> lines() {
    return String.valueOf(getMessage()).lines().toList();
  }

  public List<Problem> problems() {
    return problems;
  }
}
