package dev.portcullis.edge.http.door;

import dev.portcullis.edge.http.framing.Authority;
import java.util.OptionalInt;

/**
 * A host that is served: {@code api.example.org}, {@code *.example.org} for any one label in front,
 * as in certificates, either with a port or without.
 *
 * @param name in lower case; what follows the star where there is one
 * @param port empty for any
 */
public record HostPattern(String name, Labels labels, OptionalInt port) {
  private static final String STAR = "*";

  /** Whether a label stands in front of the name. */
  public enum Labels {
    EXACT,
    ONE_MORE
  }

  /** Reads a pattern; one that makes no sense is refused with a message that says why. */
  public static HostPattern of(String text) {
    var labels = text.startsWith(STAR + ".") ? Labels.ONE_MORE : Labels.EXACT;
    var rest = labels == Labels.ONE_MORE ? text.substring(STAR.length()) : text;
    if (!Authority.isWellFormed(rest) || rest.endsWith(".")) {
      throw new IllegalArgumentException(
          "host: `"
              + text
              + "` (expected: such as api.example.org, *.example.org or api.example.org:8443)");
    }
    var colon = rest.endsWith("]") ? -1 : rest.lastIndexOf(':');
    return colon < 0
        ? new HostPattern(NamedHost.comparable(rest), labels, OptionalInt.empty())
        : new HostPattern(
            NamedHost.comparable(rest.substring(0, colon)),
            labels,
            OptionalInt.of(Integer.parseInt(rest.substring(colon + 1))));
  }

  boolean takes(NamedHost host) {
    return takesName(host.name()) && (port.isEmpty() || port.getAsInt() == host.port());
  }

  private boolean takesName(String host) {
    return switch (labels) {
      case EXACT -> host.equals(name);
      case ONE_MORE -> {
        var label = host.length() - name.length();
        yield label > 0 && host.endsWith(name) && host.indexOf('.') == label;
      }
    };
  }
}
