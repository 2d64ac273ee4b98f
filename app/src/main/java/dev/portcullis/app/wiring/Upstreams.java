package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RouteConfig;
import dev.portcullis.app.config.UpstreamConfig;
import dev.portcullis.edge.http.EdgeLoops;
import dev.portcullis.edge.surfaces.UpstreamFormat;
import dev.portcullis.edge.surfaces.json.JsonFormat;
import dev.portcullis.edge.surfaces.oip.OipFormat;
import dev.portcullis.edge.surfaces.openai.OpenAiFormat;
import dev.portcullis.edge.surfaces.raw.RawFormat;
import dev.portcullis.edge.upstream.UpstreamBackend;
import dev.portcullis.edge.upstream.UpstreamState;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The servers behind the gateway, each spoken to as the surface of its route is spoken. */
final class Upstreams {

  private final Map<Foundation.Link, UpstreamBackend> backends = new HashMap<>();

  /** Those that routes lead to; one that did not change keeps its connections and breakers. */
  static Upstreams of(Deployment deployment, Foundation foundation, Opened opened)
      throws IOException {
    var upstreams = new Upstreams();
    for (var route : deployment.configuration().routes()) {
      for (var upstream : deployment.configuration().upstreams()) {
        if (route.upstream().filter(upstream.name()::equals).isPresent()) {
          upstreams.open(new Foundation.Link(upstream, route.surface()), foundation, opened);
        }
      }
    }
    return upstreams;
  }

  private void open(Foundation.Link link, Foundation foundation, Opened opened) throws IOException {
    if (!backends.containsKey(link)) {
      var shared = foundation.commons().upstreams();
      backends.put(link, shared.take(link, () -> start(link, foundation.loops()), opened));
    }
  }

  private static UpstreamBackend start(Foundation.Link link, EdgeLoops loops) {
    var upstream = link.upstream();
    return UpstreamBackend.start(loops, upstream.settings(), format(upstream, link.surface()));
  }

  private static UpstreamFormat format(UpstreamConfig upstream, RouteConfig.Surface surface) {
    return switch (surface) {
      case OIP, IMAGE -> new OipFormat(encoding(upstream));
      case OPENAI -> new OpenAiFormat();
      case JSON -> new JsonFormat();
      case RAW, ASSET -> new RawFormat();
      case DATASETS, VERSIONS -> throw new IllegalArgumentException("uploads go to no upstream");
    };
  }

  private static OipFormat.Encoding encoding(UpstreamConfig upstream) {
    return switch (upstream.tensors()) {
      case JSON -> OipFormat.Encoding.JSON;
      case BINARY -> OipFormat.Encoding.BINARY;
    };
  }

  UpstreamBackend backend(String upstream, RouteConfig.Surface surface) {
    return backends.entrySet().stream()
        .filter(e -> e.getKey().upstream().name().equals(upstream))
        .filter(e -> e.getKey().surface() == surface)
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no upstream " + upstream));
  }

  /** How each address does now. */
  List<UpstreamState> states() {
    return backends.values().stream().flatMap(backend -> backend.states().stream()).toList();
  }
}
