package dev.portcullis.edge.http.door;

import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a listener asks of those who connect.
 *
 * @param openingTime how long everything may take that comes before a first request
 * @param turnedAway hears of connections that were closed at once
 */
public record Door(
    Seats seats,
    TrustedProxies proxies,
    ProxyProtocol proxyProtocol,
    Duration openingTime,
    Consumer<InetAddress> turnedAway) {
  /** The client that a PROXY header named. */
  public static final AttributeKey<InetAddress> CLIENT = AttributeKey.valueOf(Door.class, "client");

  /** Whether trusted proxies put a PROXY v2 header before everything else. */
  public enum ProxyProtocol {
    OFF,
    V2
  }

  /** A seat for a peer, or for a client whom a trusted proxy named. */
  Optional<Seats.Seat> admit(InetAddress peer) {
    var seat = proxies.trusts(peer) ? seats.takeForProxy() : seats.take(peer);
    if (seat.isEmpty()) {
      turnedAway.accept(peer);
    }
    return seat;
  }

  boolean expectsHeader(InetAddress peer) {
    return proxyProtocol == ProxyProtocol.V2 && proxies.trusts(peer);
  }
}
