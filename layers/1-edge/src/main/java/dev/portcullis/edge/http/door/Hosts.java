package dev.portcullis.edge.http.door;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The hosts that a listener serves. A request for another was misdirected: by a client that took
 * one connection for several hosts, or by one that hopes two readers will see two hosts.
 *
 * @param served empty where any host is
 */
public record Hosts(List<HostPattern> served) {
  /** Whatever host a request names: the default. */
  public static final Hosts ANY = new Hosts(List.of());

  public Hosts {
    served = List.copyOf(served);
  }

  /**
   * Returns where the host that a request names is served here, and is the one that its connection
   * was made for.
   *
   * @param serverName whom the TLS handshake asked for (SNI), empty where nobody was named
   * @throws DeniedException otherwise
   */
  public void requireServed(NamedHost host, Optional<String> serverName) {
    if (serverName.isPresent() && !host.isNamed(serverName.get())) {
      throw misdirected("the authority is not whom TLS was asked for");
    }
    if (!served.isEmpty() && served.stream().noneMatch(pattern -> pattern.takes(host))) {
      throw misdirected("host not served here");
    }
  }

  private static DeniedException misdirected(String detail) {
    return new DeniedException(Reason.MISDIRECTED, detail);
  }
}
