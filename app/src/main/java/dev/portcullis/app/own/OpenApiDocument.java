package dev.portcullis.app.own;

import dev.portcullis.edge.http.routing.PathPattern;
import dev.portcullis.edge.surfaces.raw.HttpCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads of an OpenAPI document, in JSON or YAML, which calls the API takes. */
final class OpenApiDocument {

  static final int MAX_PATHS = 500;
  static final int MAX_DOCUMENT_CHARS = 4 << 20;

  private static final JsonMapper JSON = new JsonMapper();

  private OpenApiDocument() {}

  /**
   * Every path with its methods.
   *
   * @throws IOException where it is no such document, or names nothing that can be fronted
   */
  static List<Dialect.Path> paths(String text) throws IOException {
    var root = tree(text);
    if (!root.path("openapi").isString() && !root.path("swagger").isString()) {
      throw new IOException("no OpenAPI document (expected: openapi: 3.x)");
    }
    var paths = new ArrayList<Dialect.Path>();
    for (var path : root.path("paths").properties()) {
      var methods = methods(path.getValue());
      if (!methods.isEmpty() && isExpressible(path.getKey())) {
        paths.add(new Dialect.Path(path.getKey(), methods));
      }
    }
    if (paths.isEmpty() || paths.size() > MAX_PATHS) {
      throw new IOException(
          "the OpenAPI document names %d paths (expected: 1..%d)"
              .formatted(paths.size(), MAX_PATHS));
    }
    return paths;
  }

  /** Every JSON document is YAML, so one reader does. */
  private static JsonNode tree(String text) throws IOException {
    var settings = LoadSettings.builder().setCodePointLimit(MAX_DOCUMENT_CHARS).build();
    try {
      return JSON.valueToTree(new Load(settings).loadFromString(text));
    } catch (YamlEngineException e) {
      throw new IOException("the OpenAPI document is neither JSON nor YAML", e);
    }
  }

  private static Set<String> methods(JsonNode path) {
    var methods = new TreeSet<String>();
    for (var field : path.properties()) {
      var method = field.getKey().toUpperCase(Locale.ROOT);
      if (HttpCall.METHODS.contains(method)) {
        methods.add(method);
      }
    }
    return methods;
  }

  private static boolean isExpressible(String path) {
    try {
      PathPattern.of(path);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
