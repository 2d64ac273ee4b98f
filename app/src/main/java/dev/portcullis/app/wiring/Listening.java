package dev.portcullis.app.wiring;

import java.util.List;

/**
 * Where a gateway can be called.
 *
 * @param listeners for clients
 * @param admin for operators
 */
public record Listening(List<Address> listeners, Address admin) {

  public Listening {
    listeners = List.copyOf(listeners);
  }

  /** A listener by name, with the port that it got. */
  public record Address(String name, String url, int port) {}
}
