package dev.portcullis.edge.upstream;

import java.util.List;

/** What a server turned out to speak. */
public sealed interface Recognized {

  /** The Open Inference Protocol. */
  record Oip() implements Recognized {}

  /** The OpenAI-compatible API, with the models that it names. */
  record OpenAi(List<String> models) implements Recognized {
    public OpenAi {
      models = List.copyOf(models);
    }
  }

  /** A JSON API that describes itself. */
  record JsonApi(List<ApiRoute> routes) implements Recognized {
    public JsonApi {
      routes = List.copyOf(routes);
    }
  }

  /** It answers, and says nothing that is known here. */
  record Unknown() implements Recognized {}

  /** It does not answer. */
  record Unreachable() implements Recognized {}
}
