package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Operation;

/** What a path of the API asks for. */
enum OpenAiEndpoint {
  CHAT("/chat/completions", Operation.CHAT),
  COMPLETION("/completions", Operation.CHAT),
  EMBEDDING("/embeddings", Operation.EMBED),
  MODELS("/models", Operation.DESCRIBE);

  /** The parameter of a call that names its endpoint. */
  static final String PARAMETER = "endpoint";

  private static final String BASE = "/v1";

  private final String path;
  private final Operation operation;

  OpenAiEndpoint(String path, Operation operation) {
    this.path = path;
    this.operation = operation;
  }

  /** Its path below the API's base. */
  String path() {
    return path;
  }

  Operation operation() {
    return operation;
  }

  static OpenAiEndpoint of(String method, String requested) {
    for (var endpoint : values()) {
      if (endpoint.matches(requested)) {
        endpoint.requireMethod(method);
        return endpoint;
      }
    }
    throw new DeniedException(Reason.NOT_FOUND, "openai: no such endpoint");
  }

  private boolean matches(String requested) {
    return requested.equals(BASE + path)
        || (this == MODELS && requested.startsWith(BASE + path + "/"));
  }

  private void requireMethod(String method) {
    if (!method.equals(operation == Operation.DESCRIBE ? "GET" : "POST")) {
      throw new DeniedException(Reason.METHOD_NOT_ALLOWED, "openai: wrong method");
    }
  }
}
