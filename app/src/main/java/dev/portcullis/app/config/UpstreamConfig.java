package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.kernel.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A model server behind the gateway. */
public record UpstreamConfig(
    @Says("Its name, for routes.") String name,
    @Says("Its addresses; calls are balanced over them.") List<URI> urls,
    @Says("A certificate authority of its own, PEM, where it is no public one.")
        Optional<java.nio.file.Path> ca,
    @Says("The credential it wants, sent as a bearer token.") Optional<Secret> credential,
    @Says("How long connecting may take.") @Default("2s") Duration connectTimeout,
    @Says("Connections to each address at most.") @Default("64") int maxConnections,
    @Says("The path that says whether it is well.") Optional<String> healthPath) {
  public UpstreamConfig {
    Names.checked("name", name);
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("urls: none (expected: at least one)");
    }
    for (var url : urls) {
      if (!List.of("http", "https").contains(url.getScheme()) || url.getHost() == null) {
        throw new IllegalArgumentException(
            "urls: `" + url + "` (expected: http://HOST:PORT or https://HOST:PORT)");
      }
    }
  }
}
