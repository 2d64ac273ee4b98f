package dev.portcullis.edge.egress;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What may be fetched.
 *
 * @param schemes {@code https}, and {@code http} only where somebody chose so
 * @param ports that any public host may be asked at
 * @param allow the exceptions, each exact
 * @param authorities PEM files of certificates to trust in place of the system's; empty for those
 */
public record EgressSettings(
    Set<String> schemes, Set<Integer> ports, List<Allow> allow, List<Path> authorities) {

  /** Public hosts by https on its own port, and nothing else. */
  public static final EgressSettings DEFAULT =
      new EgressSettings(Set.of("https"), Set.of(443), List.of(), List.of());

  public EgressSettings {
    if (!Set.of("http", "https").containsAll(schemes)) {
      throw new IllegalArgumentException("fetch.schemes: " + schemes + " (expected: http, https)");
    }
    schemes = Set.copyOf(schemes);
    ports = Set.copyOf(ports);
    allow = List.copyOf(allow);
    authorities = List.copyOf(authorities);
  }

  /** The same with these exceptions. */
  public EgressSettings allowing(List<Allow> exceptions, List<Path> trusted) {
    return new EgressSettings(schemes, ports, exceptions, trusted);
  }

  /**
   * An exception: this host, at this port, as long as it resolves into this block. Addresses of it
   * outside the block stay out of reach, even public ones.
   */
  public record Allow(String host, int port, Cidr cidr) {
    public Allow {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("fetch.allow.port: " + port + " (expected: 1..65535)");
      }
      host = host.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return host + ":" + port + " in " + cidr;
    }
  }
}
