package dev.portcullis.app.own;

import dev.portcullis.app.config.binding.Rendering;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The configuration that fronts a server of somebody's own. */
public record OwnServer(URI url, Dialect dialect) {

  /** Its name in the configuration. */
  public static final String NAME = "own";

  private static final List<String> UNPROTECTED = List.of("VALIDATE", "FIREWALL", "PROTECT");

  /** The file's text, for a gateway that listens at these ports of the loopback. */
  public String configuration(int port, int adminPort) {
    var file = new LinkedHashMap<String, Object>();
    file.put("version", 1);
    file.put("data", ".");
    file.put("listeners", List.of(listener(port)));
    file.put("admin", Map.of("port", adminPort));
    file.put("upstreams", List.of(upstream()));
    file.put("routes", routes());
    file.put("policies", policies());
    return """
    # What `portcullis up --upstream` serves: %s
    # It is written anew at every start: copy it to change it, then check and run the copy.
    %s\
    """
        .formatted(dialect.words(), Rendering.yaml(file));
  }

  private static Map<String, Object> listener(int port) {
    var listener = new LinkedHashMap<String, Object>();
    listener.put("name", "main");
    listener.put("host", "127.0.0.1");
    listener.put("port", port);
    listener.put("tls", "development");
    listener.put("server_timing", true);
    return listener;
  }

  private Map<String, Object> upstream() {
    var upstream = new LinkedHashMap<String, Object>();
    upstream.put("name", NAME);
    upstream.put("urls", List.of(url.toString()));
    return upstream;
  }

  private List<Object> routes() {
    return switch (dialect) {
      case Dialect.Oip _ -> List.of(route("oip", "oip", "/v2"));
      case Dialect.OpenAi _ -> List.of(route("openai", "openai", "/v1"));
      case Dialect.Undocumented _ -> List.of(route("api", "json", "/**"));
      case Dialect.Documented(var paths) -> documented(paths);
    };
  }

  private static List<Object> documented(List<Dialect.Path> paths) {
    var routes = new ArrayList<>();
    for (var path : paths) {
      var route = route("api-" + (routes.size() + 1), "json", path.pattern());
      route.put("methods", List.copyOf(new TreeSet<>(path.methods())));
      routes.add(route);
    }
    return routes;
  }

  private static Map<String, Object> route(String id, String surface, String path) {
    var route = new LinkedHashMap<String, Object>();
    route.put("id", id);
    route.put("surface", surface);
    route.put("path", path);
    route.put("upstream", NAME);
    route.put("deadline", "120s");
    route.put("max_body_bytes", "4MiB");
    route.put("unprotected", UNPROTECTED);
    return route;
  }

  private static List<Object> policies() {
    return List.of(
        policy("address-limit", Map.of()),
        policy("apikey", Map.of("environments", List.of("demo"))),
        policy("model-access", Map.of()),
        policy("quota", Map.of()));
  }

  private static Map<String, Object> policy(String control, Map<String, Object> settings) {
    var policy = new LinkedHashMap<String, Object>();
    policy.put("id", control);
    policy.put("control", control);
    if (!settings.isEmpty()) {
      policy.put("settings", settings);
    }
    return policy;
  }
}
