package dev.portcullis.gateway.revocation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between a gateway and a server, which can stall, lag and break. */
final class Relay implements AutoCloseable {

  private static final int MAX_CHUNK_BYTES = 1 << 16;

  private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final int port;
  private volatile boolean stalled;
  private volatile Duration lag = Duration.ZERO;

  Relay(URI to) throws IOException {
    this.port = to.getPort();
    Thread.ofVirtual().start(this::accept);
  }

  /** The same address, by way of this. */
  URI by(URI to) {
    return URI.create(to.toString().replace(":" + port, ":" + server.getLocalPort()));
  }

  /** Nothing passes; connections stay, and new ones are taken. */
  void stall() {
    stalled = true;
  }

  /** What waited passes. */
  void flow() {
    stalled = false;
    lag = Duration.ZERO;
  }

  void lag(Duration by) {
    lag = by;
  }

  /** Every connection breaks, as when a server dies; new ones are taken. */
  void cut() {
    sockets.forEach(Relay::close);
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }

  private void accept() {
    try {
      while (true) {
        join(server.accept());
      }
    } catch (IOException over) {
      cut();
    }
  }

  private void join(Socket near) {
    sockets.add(near);
    try {
      var far = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(far);
      Thread.ofVirtual().start(() -> pump(near, far));
      Thread.ofVirtual().start(() -> pump(far, near));
    } catch (IOException nobodyListens) {
      close(near);
    }
  }

  private void pump(Socket from, Socket to) {
    try (var in = from.getInputStream();
        var out = to.getOutputStream()) {
      pump(in, out);
    } catch (IOException over) {
      close(from);
    }
  }

  private void pump(InputStream in, OutputStream out) throws IOException {
    var chunk = new byte[MAX_CHUNK_BYTES];
    for (int bytes = in.read(chunk); bytes >= 0; bytes = in.read(chunk)) {
      var readAt = System.nanoTime();
      while (stalled || System.nanoTime() - readAt < lag.toNanos()) {
        Moments.pause(Duration.ofMillis(5));
      }
      out.write(chunk, 0, bytes);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      throw new IllegalStateException("a socket can be closed", gone);
    }
  }
}
