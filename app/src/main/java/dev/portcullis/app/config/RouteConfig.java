package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.edge.http.routing.Cors;
import dev.portcullis.edge.surfaces.raw.HttpCall;
import dev.portcullis.kernel.Route;
import dev.portcullis.kernel.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is served under a path. */
public record RouteConfig(
    @Says("Its name, for policies and metrics.") String id,
    @Says("The protocol that is spoken there.") Surface surface,
    @Says("A path; `{name}` stands for one segment, a closing `/**` for the rest.") String path,
    @Says("Methods that a json or raw route takes; absent: every one that APIs have.")
        List<String> methods,
    @Says("The upstream that answers; absent: models that run inside.") Optional<String> upstream,
    @Says("Whether callers must say who they are.") @Default("identified") Route.Access access,
    @Says("Largest body.") @Default("1MiB") long maxBodyBytes,
    @Says("Total time for a request.") @Default("30s") Duration deadline,
    @Says("Origins whose pages may call it; exact, never `*`.") List<String> cors,
    @Says("Stages that no control stands at, by choice.") List<Stage> unprotected) {

  /** A protocol. */
  public enum Surface {
    /** Pictures in, labels out. */
    IMAGE,
    /** Open Inference Protocol v2. */
    OIP,
    /** Any JSON API. */
    JSON,
    /** OpenAI's API. */
    OPENAI,
    /** Any bytes, passed on as they are. */
    RAW,
    /** A file that comes with Portcullis, such as the demo's picture. */
    ASSET,
    /** Data sets to learn from, brought into quarantine. */
    DATASETS,
    /** New versions of models, brought into quarantine. */
    VERSIONS;

    /** Whether what is brought there waits in quarantine. */
    public boolean isQuarantined() {
      return this == DATASETS || this == VERSIONS;
    }
  }

  private static final Set<String> METHODS = HttpCall.METHODS;
  private static final Set<String> CORS_HEADERS =
      Set.of("authorization", "content-type", "x-api-key", "x-request-id");
  private static final Duration CORS_MAX_AGE = Duration.ofMinutes(10);

  public RouteConfig {
    Names.checked("id", id);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: `" + path + "` (expected: /...)");
    }
    requirePlace(surface, path);
    if (surface.isQuarantined()) {
      requireOwned(upstream, access);
    }
    if (surface == Surface.IMAGE && upstream.isPresent()) {
      throw new IllegalArgumentException(
          "upstream: `"
              + upstream.get()
              + "` (expected: none, since pictures are for models inside; oip takes tensors)");
    }
    if (deadline.isZero()) {
      throw new IllegalArgumentException("deadline: 0s (expected: more than no time)");
    }
    if (!METHODS.containsAll(methods)) {
      throw new IllegalArgumentException(
          "methods: "
              + methods
              + " (expected: "
              + String.join(" | ", new TreeSet<>(METHODS))
              + ")");
    }
    methods = List.copyOf(methods);
    cors = List.copyOf(cors);
    unprotected = List.copyOf(unprotected);
  }

  private static void requireOwned(Optional<String> upstream, Route.Access access) {
    if (upstream.isPresent()) {
      throw new IllegalArgumentException(
          "upstream: `" + upstream.get() + "` (expected: none, since uploads wait here)");
    }
    if (access == Route.Access.ANONYMOUS) {
      throw new IllegalArgumentException(
          "access: anonymous (expected: identified, since every upload has an owner)");
    }
  }

  /** Protocols whose clients know where they live. */
  private static void requirePlace(Surface surface, String path) {
    var place =
        switch (surface) {
          case OIP -> "/v2";
          case OPENAI -> "/v1";
          case DATASETS -> "/v1/datasets";
          case VERSIONS -> "/v1/models";
          case IMAGE, JSON, RAW, ASSET -> path;
        };
    if (!path.equals(place)) {
      throw new IllegalArgumentException("path: `" + path + "` (expected: " + place + ")");
    }
  }

  /** Which web pages may call it, as the edge takes it. */
  public Cors edgeCors() {
    return cors.isEmpty()
        ? Cors.OFF
        : new Cors(Set.copyOf(cors), CORS_HEADERS, Cors.Credentials.OMIT, CORS_MAX_AGE);
  }
}
