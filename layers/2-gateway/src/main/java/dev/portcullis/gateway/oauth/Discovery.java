package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.port.Egress;
import dev.portcullis.kernel.port.Egress.Fetch;
import dev.portcullis.kernel.port.Egress.Way;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks an issuer where its keys are (OpenID Connect Discovery). What it names at another origin
 * than its own is not followed: that address has to stand in the configuration.
 */
final class Discovery {

  static final int MAX_BYTES = 64 * 1024;
  static final Duration DEADLINE = Duration.ofSeconds(3);

  private static final String PATH = "/.well-known/openid-configuration";

  private final IssuerSettings settings;
  private final Egress egress;
  private final AtomicReference<Optional<Endpoints>> known =
      new AtomicReference<>(Optional.empty());

  Discovery(IssuerSettings settings, Egress egress) {
    this.settings = settings;
    this.egress = egress;
    var asked = settings.introspection();
    var isWritten = asked.isEmpty() || asked.get().endpoint().isPresent();
    settings
        .keys()
        .filter(_ -> isWritten)
        .ifPresent(
            keys -> known.set(Optional.of(new Endpoints(keys, asked.flatMap(c -> c.endpoint())))));
  }

  CompletionStage<Endpoints> endpoints() {
    return known
        .get()
        .<CompletionStage<Endpoints>>map(CompletableFuture::completedStage)
        .orElseGet(this::ask);
  }

  /** Asks again next time, where the configuration does not say it all. */
  void doubt() {
    if (settings.keys().isEmpty()) {
      known.set(Optional.empty());
    }
  }

  private CompletionStage<Endpoints> ask() {
    var base = settings.issuer().toString();
    var uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH);
    return egress
        .fetch(new Fetch(uri, List.of("application/json"), MAX_BYTES, DEADLINE, new Way.Direct()))
        .thenApply(fetched -> StrictJson.object(fetched.body()))
        .thenApply(document ->
            read(
                document.orElseThrow(
                    () -> Refusal.undecided("a discovery document that is none"))));
  }

  private Endpoints read(ObjectNode document) {
    if (!document.path("issuer").stringValue("").equals(settings.issuer().toString())) {
      throw Refusal.undecided("a discovery document of another issuer");
    }
    var keys =
        settings
            .keys()
            .or(() -> ours(document, "jwks_uri"))
            .orElseThrow(() -> Refusal.undecided("a jwks_uri that is absent, or elsewhere"));
    var found = new Endpoints(keys, introspection(document));
    known.set(Optional.of(found));
    return found;
  }

  private Optional<URI> introspection(ObjectNode document) {
    return settings
        .introspection()
        .flatMap(client -> client.endpoint().or(() -> ours(document, "introspection_endpoint")));
  }

  private Optional<URI> ours(ObjectNode document, String name) {
    try {
      var uri = URI.create(document.path(name).stringValue(""));
      return origin(uri).equals(origin(settings.issuer())) ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
