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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The servers behind the gateway, each spoken to as the surface of its route is spoken. */
final class Upstreams {

  /** A server and a way to speak to it: one that is spoken to in two ways has two pools. */
  private record Link(String upstream, RouteConfig.Surface surface) {}

  private final Map<Link, UpstreamBackend> backends = new HashMap<>();

  static Upstreams open(Deployment deployment, EdgeLoops loops, Opened opened) {
    var upstreams = new Upstreams();
    for (var route : deployment.configuration().routes()) {
      for (var upstream : deployment.configuration().upstreams()) {
        if (route.upstream().filter(upstream.name()::equals).isPresent()) {
          upstreams.backends.computeIfAbsent(
              new Link(upstream.name(), route.surface()),
              link -> opened.add(open(upstream, link, loops)));
        }
      }
    }
    return upstreams;
  }

  private static UpstreamBackend open(UpstreamConfig upstream, Link link, EdgeLoops loops) {
    return UpstreamBackend.start(loops, upstream.settings(), format(upstream, link.surface()));
  }

  private static UpstreamFormat format(UpstreamConfig upstream, RouteConfig.Surface surface) {
    return switch (surface) {
      case OIP, IMAGE -> new OipFormat(encoding(upstream));
      case OPENAI -> new OpenAiFormat();
      case JSON -> new JsonFormat();
      case RAW, ASSET -> new RawFormat();
    };
  }

  private static OipFormat.Encoding encoding(UpstreamConfig upstream) {
    return switch (upstream.tensors()) {
      case JSON -> OipFormat.Encoding.JSON;
      case BINARY -> OipFormat.Encoding.BINARY;
    };
  }

  UpstreamBackend backend(String upstream, RouteConfig.Surface surface) {
    var backend = backends.get(new Link(upstream, surface));
    if (backend == null) {
      throw new IllegalStateException("no upstream " + upstream);
    }
    return backend;
  }

  /** How each address does now. */
  List<UpstreamState> states() {
    return backends.values().stream().flatMap(backend -> backend.states().stream()).toList();
  }
}
