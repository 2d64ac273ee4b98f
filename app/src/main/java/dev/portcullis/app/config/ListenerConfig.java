package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.edge.http.door.Cidr;
import dev.portcullis.edge.http.door.Door;
import dev.portcullis.edge.http.door.HostPattern;
import dev.portcullis.edge.http.door.Hosts;
import dev.portcullis.edge.http.door.TrustedProxies;
import java.util.List;

/** An address that clients call. */
public record ListenerConfig(
    @Says("Its name.") @Default("main") String name,
    @Says("The local address to bind.") @Default("127.0.0.1") String host,
    @Says("The port to bind; 0 takes a free one.") int port,
    @Says("A certificate and its key, or `development`, or `clear_text`.") TlsConfig tls,
    @Says("Hosts that are served, such as `*.example.org`, with a port or any; absent: any host.")
        List<String> hosts,
    @Says("Address blocks whose word on the client's address is taken.")
        List<String> trustedProxies,
    @Says("What becomes of a trusted proxy's request that names no client.") @Default("refused")
        TrustedProxies.Silence unnamedClients,
    @Says("Whether trusted proxies begin with a PROXY v2 header.") @Default("off")
        Door.ProxyProtocol proxyProtocol,
    @Says("Whether answers tell how long each control took.") @Default("false")
        boolean serverTiming,
    @Says("How much its clients may take.") LimitsConfig limits) {
  public ListenerConfig {
    Names.checked("name", name);
    Names.checkedPort("port", port);
    hosts = List.copyOf(hosts);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** Which hosts it serves, as the edge takes them. */
  public Hosts edgeHosts() {
    return new Hosts(hosts.stream().map(HostPattern::of).toList());
  }

  /** The same as the edge takes it. */
  public TrustedProxies proxies() {
    return new TrustedProxies(trustedProxies.stream().map(Cidr::of).toList(), unnamedClients);
  }
}
