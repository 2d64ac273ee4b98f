package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.edge.http.door.Cidr;
import dev.portcullis.edge.http.door.Door;
import dev.portcullis.edge.http.door.TrustedProxies;
import java.util.List;

/** An address that clients call. */
public record ListenerConfig(
    @Says("Its name.") @Default("main") String name,
    @Says("The local address to bind.") @Default("127.0.0.1") String host,
    @Says("The port to bind; 0 takes a free one.") int port,
    @Says("A certificate and its key, or `development`, or `clear_text`.") TlsConfig tls,
    @Says("Address blocks whose word on the client's address is taken.")
        List<String> trustedProxies,
    @Says("Whether trusted proxies begin with a PROXY v2 header.") @Default("off")
        Door.ProxyProtocol proxyProtocol,
    @Says("Whether answers tell how long each control took.") @Default("false")
        boolean serverTiming) {
  public ListenerConfig {
    Names.checked("name", name);
    Names.checkedPort("port", port);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** The same as the edge takes it. */
  public TrustedProxies proxies() {
    return new TrustedProxies(trustedProxies.stream().map(Cidr::of).toList());
  }
}
