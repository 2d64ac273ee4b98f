package dev.portcullis.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Ports of this machine for servers that are about to start. */
public final class Ports {

  private static final Duration START_DEADLINE = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private Ports() {}

  /** A port that nobody has. */
  public static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns when the child listens there. */
  public static void await(Child child, int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_DEADLINE.toNanos();
    while (!isOpen(port)) {
      if (!child.isAlive() || System.nanoTime() > end) {
        throw new IOException("nothing listens on port " + port + ":\n" + child.output());
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private static boolean isOpen(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
