package dev.portcullis.app.own;

import java.util.List;
import java.util.Set;

/** What a server speaks. */
public sealed interface Dialect {

  /** The Open Inference Protocol, version 2. */
  record Oip() implements Dialect {}

  /**
   * OpenAI's API.
   *
   * @param models that it says it has
   */
  record OpenAi(List<String> models) implements Dialect {
    public OpenAi {
      models = List.copyOf(models);
    }
  }

  /** An API of its own in JSON, and exactly the calls that its document names. */
  record Documented(List<Path> paths) implements Dialect {
    public Documented {
      paths = List.copyOf(paths);
    }
  }

  /** An API of its own in JSON, of which nobody said more. */
  record Undocumented() implements Dialect {}

  /**
   * A path of an API, with its variables in braces.
   *
   * @param methods in upper case
   */
  record Path(String pattern, Set<String> methods) {
    public Path {
      methods = Set.copyOf(methods);
    }
  }

  /** What it is, for people. */
  default String words() {
    return switch (this) {
      case Oip _ -> "a server of the Open Inference Protocol";
      case OpenAi(var models) -> "an OpenAI-compatible server with " + models.size() + " models";
      case Documented(var paths) -> "a JSON API whose document names " + paths.size() + " paths";
      case Undocumented _ ->
          "a JSON API without a document; every path is passed on (hold calls to one: --openapi)";
    };
  }
}
