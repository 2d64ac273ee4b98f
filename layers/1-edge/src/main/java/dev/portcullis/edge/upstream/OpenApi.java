package dev.portcullis.edge.upstream;

import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.edge.surfaces.raw.HttpCall;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads an OpenAPI document for its routes, and for nothing else. */
public final class OpenApi {

  public static final int MAX_ROUTES = 1_000;

  private OpenApi() {}

  /**
   * The routes that a document in JSON describes, in its order; none where it is no such document.
   *
   * @throws dev.portcullis.kernel.DeniedException where it is no JSON
   */
  public static List<ApiRoute> routes(ByteBuffer document) {
    return routes(StrictJson.tree(document));
  }

  static List<ApiRoute> routes(JsonNode document) {
    var routes = new ArrayList<ApiRoute>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        var method = operation.getKey().toUpperCase(Locale.ROOT);
        if (HttpCall.METHODS.contains(method) && isPath(path.getKey())) {
          routes.add(new ApiRoute(method, path.getKey()));
        }
      }
    }
    return routes.size() > MAX_ROUTES ? routes.subList(0, MAX_ROUTES) : routes;
  }

  private static boolean isPath(String text) {
    return text.startsWith("/") && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }
}
