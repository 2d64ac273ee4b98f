package dev.portcullis.edge.surfaces.oip;

import java.util.Map;
import java.util.Optional;

/** What a path of the protocol asks for. */
enum OipEndpoint {
  SERVER("server"),
  LIVE("live"),
  READY("ready"),
  MODEL("model"),
  MODEL_READY("model_ready"),
  INFER("infer");

  private final String word;

  OipEndpoint(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  String method() {
    return this == INFER ? "POST" : "GET";
  }

  static Optional<OipEndpoint> of(String path, Map<String, String> variables) {
    return switch (path) {
      case "/v2", "/v2/" -> Optional.of(SERVER);
      case "/v2/health/live" -> Optional.of(LIVE);
      case "/v2/health/ready" -> Optional.of(READY);
      case String _ -> ofModel(path, variables);
    };
  }

  /** A model may be named "ready", so only what follows its name counts. */
  private static Optional<OipEndpoint> ofModel(String path, Map<String, String> variables) {
    var version = variables.getOrDefault("version", "");
    var model =
        "/v2/models/"
            + variables.getOrDefault("model", "")
            + (version.isEmpty() ? "" : "/versions/" + version);
    if (!path.startsWith(model)) {
      return Optional.empty();
    }
    return switch (path.substring(model.length())) {
      case "" -> Optional.of(MODEL);
      case "/ready" -> Optional.of(MODEL_READY);
      case "/infer" -> Optional.of(INFER);
      case String _ -> Optional.empty();
    };
  }
}
