package dev.portcullis.bench.drill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One of the attacker's connections, made anew whenever the server has closed it. */
final class Slot {

  /** So small that the kernel takes little of an answer off a slow reader's hands. */
  private static final int RECEIVE_BUFFER_BYTES = 2_048;

  private final SlowKind kind;
  private final InetAddress from;
  private final InetSocketAddress to;
  private final String key;

  Slot(int number, Orders orders) throws IOException {
    int address = number % Orders.ADDRESSES;
    this.kind = SlowKind.ofTurn(number + number / Orders.ADDRESSES);
    this.from = InetAddress.getByAddress(new byte[] {127, 7, 1, (byte) (1 + address)});
    int port = kind.isEncrypted() ? orders.tlsPort() : orders.clearPort();
    this.to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.key = orders.key();
  }

  SlowKind kind() {
    return kind;
  }

  InetSocketAddress to() {
    return to;
  }

  /** A channel of this slot's address that is not connected yet. */
  SocketChannel bound() throws IOException {
    var channel = SocketChannel.open();
    try {
      if (kind == SlowKind.SLOW_READ) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
      }
      return channel.bind(new InetSocketAddress(from, 0));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Sends what is sent at once, and returns what the selector is to wait for from now on. */
  int begin(SocketChannel channel) throws IOException {
    channel.write(ByteBuffer.wrap(kind.burst(key)));
    // A slow reader must not be told whenever there is something to read: there always is.
    return kind == SlowKind.SLOW_READ ? 0 : SelectionKey.OP_READ;
  }

  /**
   * A second has passed.
   *
   * @return whether the connection is still of use
   */
  boolean step(SocketChannel channel) throws IOException {
    channel.write(ByteBuffer.wrap(kind.drip()));
    return kind != SlowKind.SLOW_READ
        || channel.read(ByteBuffer.allocate(SlowKind.READ_BYTES_PER_STEP)) >= 0;
  }
}
