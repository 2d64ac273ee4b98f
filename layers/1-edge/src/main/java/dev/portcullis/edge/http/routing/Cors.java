package dev.portcullis.edge.http.routing;

import java.time.Duration;
import java.util.Set;

/**
 * Which web pages of other origins may call a route from a browser.
 *
 * @param origins exact origins such as {@code https://app.example}, or {@code *} alone
 * @param headers request header fields that they may send, in lower case
 * @param credentials whether the browser may send cookies and the like
 * @param maxAge how long a browser may remember a preflight's answer
 */
public record Cors(
    Set<String> origins, Set<String> headers, Credentials credentials, Duration maxAge) {
  /** No other origin: the default. */
  public static final Cors OFF = new Cors(Set.of(), Set.of(), Credentials.OMIT, Duration.ZERO);

  private static final String ANY = "*";

  /** Whether a browser may send what identifies its user. */
  public enum Credentials {
    OMIT,
    ALLOW
  }

  public Cors {
    origins = Set.copyOf(origins);
    headers = Set.copyOf(headers);
    if (origins.contains(ANY) && credentials == Credentials.ALLOW) {
      throw new IllegalArgumentException(
          "cors: origins * with credentials (expected: exact origins, or no credentials)");
    }
    if (origins.contains(ANY) && origins.size() > 1) {
      throw new IllegalArgumentException(
          "cors: * beside other origins (expected: one or the other)");
    }
    origins.stream().filter(o -> !o.equals(ANY)).forEach(Cors::requireOrigin);
  }

  /** Whether pages of this origin may call. */
  public boolean admits(String origin) {
    return origins.contains(origin) || origins.contains(ANY);
  }

  private static void requireOrigin(String origin) {
    var authority =
        origin.startsWith("https://")
            ? origin.substring(8)
            : origin.startsWith("http://") ? origin.substring(7) : "";
    if (authority.isEmpty() || authority.contains("/") || authority.contains(ANY)) {
      throw new IllegalArgumentException(
          "cors origin: " + origin + " (expected: such as https://app.example, without a path)");
    }
  }
}
