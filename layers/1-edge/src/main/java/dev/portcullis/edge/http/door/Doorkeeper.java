package dev.portcullis.edge.http.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands on every listening socket and sees connections before they are registered with a loop. A
 * listener tells it by its port what it asks.
 */
@ChannelHandler.Sharable
@SuppressWarnings(
    "FutureReturnValueIgnored") // Listeners on a close future: there is nothing to await.
public final class Doorkeeper extends ChannelInboundHandlerAdapter {
  private final ConcurrentHashMap<Integer, Door> doors = new ConcurrentHashMap<>();

  /** From now on connections to this port pass this door. */
  public void keep(int port, Door door) {
    doors.put(port, door);
  }

  /** The port is no longer listened on. */
  public void leave(int port) {
    doors.remove(port);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    var connection = (Channel) accepted;
    var local = (InetSocketAddress) context.channel().localAddress();
    var door = Optional.ofNullable(doors.get(local.getPort()));
    if (door.isEmpty() || admit(connection, door.get())) {
      context.fireChannelRead(connection);
    } else {
      connection.unsafe().closeForcibly();
    }
  }

  private static boolean admit(Channel connection, Door door) {
    if (!(connection.remoteAddress() instanceof InetSocketAddress peer)) {
      return false;
    }
    var seat = door.admit(peer.getAddress());
    if (seat.isEmpty()) {
      return false;
    }
    connection.closeFuture().addListener(_ -> seat.get().close());
    Opening.begin(connection.pipeline(), door.openingTime());
    if (door.expectsHeader(peer.getAddress())) {
      connection.pipeline().addFirst("proxyHeader", new ProxyHeader(door));
    }
    return true;
  }
}
