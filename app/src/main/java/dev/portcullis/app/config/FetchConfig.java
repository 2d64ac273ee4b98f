package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Says;
import java.util.List;
import java.util.Optional;

/** What the gateway may fetch on a caller's behalf, beside public HTTPS addresses. */
public record FetchConfig(
    @Says("Origins that may be fetched though their address is not public.") List<Allowed> allow,
    @Says("Certificate authorities for them, PEM.") Optional<java.nio.file.Path> ca) {

  public FetchConfig {
    allow = List.copyOf(allow);
  }

  /** One origin, exactly. */
  public record Allowed(
      @Says("The host name, exactly.") String host,
      @Says("The port.") int port,
      @Says("The block that its address must be in, such as 127.0.0.1/32.") String cidr) {
    public Allowed {
      Names.checkedPort("port", port);
    }

    @Override
    public String toString() {
      return host + ":" + port + " (" + cidr + ")";
    }
  }
}
