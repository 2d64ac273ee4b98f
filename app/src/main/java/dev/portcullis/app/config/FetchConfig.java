package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.edge.egress.Cidr;
import dev.portcullis.edge.egress.EgressSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What the gateway may fetch on a caller's behalf. */
public record FetchConfig(
    @Says("https, and http only where somebody chose so.") @Default("https") List<String> schemes,
    @Says("Ports that any public host may be asked at.") @Default("443") List<Integer> ports,
    @Says("Origins that may be fetched though their address is not public.") List<Allowed> allow,
    @Says("Certificate authorities, PEM, in place of the system's.") List<Path> authorities) {

  public FetchConfig {
    schemes = List.copyOf(schemes);
    ports = List.copyOf(ports);
    allow = List.copyOf(allow);
    authorities = List.copyOf(authorities);
  }

  /** One origin, exactly. */
  public record Allowed(
      @Says("The host name, exactly.") String host,
      @Says("The port.") int port,
      @Says("The block that its address must be in, such as 127.0.0.1/32.") String cidr) {
    @Override
    public String toString() {
      return host + ":" + port + " in " + cidr;
    }
  }

  /** The same as the edge takes it. */
  public EgressSettings settings() {
    var exceptions =
        allow.stream()
            .map(a -> new EgressSettings.Allow(a.host(), a.port(), Cidr.parse(a.cidr())))
            .toList();
    return new EgressSettings(Set.copyOf(schemes), Set.copyOf(ports), exceptions, authorities);
  }
}
