package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;

/** The listener for operators. */
public record AdminConfig(
    @Says("The local address to bind.") @Default("127.0.0.1") String host,
    @Says("The port to bind; 0 takes a free one.") @Default("8444") int port) {
  public AdminConfig {
    Names.checkedPort("port", port);
  }
}
