package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import java.util.List;

/** An address that clients call. */
public record ListenerConfig(
    @Says("Its name.") @Default("main") String name,
    @Says("The local address to bind.") @Default("127.0.0.1") String host,
    @Says("The port to bind; 0 takes a free one.") int port,
    @Says("A certificate and its key, or `development`, or `clear_text`.") TlsConfig tls,
    @Says("Address blocks whose word on the client's address is taken.")
        List<String> trustedProxies,
    @Says("Whether answers tell how long each control took.") @Default("false")
        boolean serverTiming) {
  public ListenerConfig {
    Names.checked("name", name);
    Names.checkedPort("port", port);
    trustedProxies = List.copyOf(trustedProxies);
  }
}
