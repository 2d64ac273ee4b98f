package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.edge.upstream.BreakerSettings;
import dev.portcullis.edge.upstream.HealthSettings;
import dev.portcullis.edge.upstream.UpstreamSettings;
import dev.portcullis.edge.upstream.UpstreamSettings.UpstreamLimits;
import dev.portcullis.kernel.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model server behind the gateway. */
public record UpstreamConfig(
    @Says("Its name, for routes.") String name,
    @Says("Its addresses; calls are balanced over them.") List<URI> urls,
    @Says("Certificate authorities of its own, PEM; absent: the system's.") List<Path> authorities,
    @Says("The credential that it wants, sent as a bearer token.") Optional<Secret> credential,
    @Says("Header fields sent with every request.") Map<String, Secret> headers,
    @Says("How tensors are sent to a server of the Open Inference Protocol.") @Default("json")
        Tensors tensors,
    @Says("Connections to each address at most.") @Default("64") int maxConnections,
    @Says("Calls that wait for a connection at most.") @Default("1024") int maxQueued,
    @Says("How long connecting may take.") @Default("2s") Duration connectTimeout,
    @Says("The longest silence within a stream.") @Default("60s") Duration idleTimeout,
    @Says("The largest answer that is not streamed.") @Default("16MiB") int maxAnswerBytes,
    @Says("The longest stream.") @Default("64MiB") long maxStreamBytes,
    @Says("A path that says by its status whether an address is well.") Optional<String> healthPath,
    @Says("How often it is asked.") @Default("5s") Duration healthInterval,
    @Says("Failures in a row after which an address is left alone.") @Default("5")
        int breakerFailures,
    @Says("For how long.") @Default("10s") Duration breakerOpen) {

  /** How tensors are sent. */
  public enum Tensors {
    JSON,
    BINARY
  }

  private static final int FALL = 2;
  private static final int RISE = 1;

  public UpstreamConfig {
    Names.checked("name", name);
    urls = List.copyOf(urls);
    authorities = List.copyOf(authorities);
    headers = Map.copyOf(headers);
  }

  /** The same as the edge takes it. */
  public UpstreamSettings settings() {
    return new UpstreamSettings(
        name,
        urls,
        new UpstreamLimits(
            maxConnections, maxQueued, connectTimeout, idleTimeout, maxAnswerBytes, maxStreamBytes),
        new HealthSettings(healthPath.orElse(""), healthInterval, FALL, RISE),
        new BreakerSettings(breakerFailures, breakerOpen),
        authorities,
        sentHeaders());
  }

  private Map<String, Secret> sentHeaders() {
    var sent = new HashMap<>(headers);
    credential.ifPresent(secret -> sent.put("authorization", bearer(secret)));
    return sent;
  }

  private static Secret bearer(Secret token) {
    var text =
        new String(token.reveal(Secret.Purpose.AUTHENTICATE_UPSTREAM), StandardCharsets.UTF_8);
    return Secret.of("Bearer " + text);
  }
}
