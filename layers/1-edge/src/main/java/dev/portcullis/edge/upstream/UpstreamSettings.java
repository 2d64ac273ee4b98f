package dev.portcullis.edge.upstream;

import dev.portcullis.kernel.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server that holds models, at one address or several.
 *
 * @param urls {@code http} or {@code https}, each with a host and perhaps a path before all others
 * @param limits what it may take of us
 * @param authorities PEM files of certificates to trust in place of the system's; empty for those
 * @param headers sent with every request, such as the credential that the server asks for
 */
public record UpstreamSettings(
    String name,
    List<URI> urls,
    UpstreamLimits limits,
    HealthSettings health,
    BreakerSettings breaker,
    List<Path> authorities,
    Map<String, Secret> headers) {

  public UpstreamSettings {
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("upstream " + name + ": no urls (expected: at least 1)");
    }
    urls.forEach(UpstreamSettings::requireServer);
    urls = List.copyOf(urls);
    authorities = List.copyOf(authorities);
    headers = Map.copyOf(headers);
  }

  /** An upstream at these addresses with every other setting at its default. */
  public static UpstreamSettings of(String name, List<URI> urls) {
    return new UpstreamSettings(
        name,
        urls,
        UpstreamLimits.DEFAULT,
        HealthSettings.OFF,
        BreakerSettings.DEFAULT,
        List.of(),
        Map.of());
  }

  private static void requireServer(URI url) {
    boolean server = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!server || url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null) {
      throw new IllegalArgumentException(
          "upstream url: " + url + " (expected: http(s)://host[:port][/path])");
    }
  }

  /**
   * What an upstream may take of us.
   *
   * @param connections to each address
   * @param queued calls that wait for a connection to an address
   * @param connect longest time to connect
   * @param idle longest silence within a stream
   * @param maxAnswerBytes of a whole answer
   * @param maxStreamBytes of a stream
   */
  public record UpstreamLimits(
      int connections,
      int queued,
      Duration connect,
      Duration idle,
      int maxAnswerBytes,
      long maxStreamBytes) {

    public static final UpstreamLimits DEFAULT =
        new UpstreamLimits(
            64, 1_024, Duration.ofSeconds(2), Duration.ofSeconds(60), 16 << 20, 64L << 20);

    public UpstreamLimits {
      if (connections < 1 || queued < 0 || maxAnswerBytes < 1 || maxStreamBytes < 1) {
        throw new IllegalArgumentException(
            "limits: " + connections + ", " + queued + " (expected: connections, bytes above 0)");
      }
      if (!connect.isPositive() || !idle.isPositive()) {
        throw new IllegalArgumentException(
            "limits: " + connect + ", " + idle + " (expected: some time)");
      }
    }
  }
}
