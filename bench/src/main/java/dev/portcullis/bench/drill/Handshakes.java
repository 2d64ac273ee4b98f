package dev.portcullis.bench.drill;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Whole TLS handshakes, a few at a time; their connections then go to the selector. */
final class Handshakes implements AutoCloseable {

  private static final int AT_ONCE = 8;
  private static final int PATIENCE_MILLIS = 10_000;

  private final SSLContext trust;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().factory());
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

  /** A handshake that has ended; without a channel where it failed. */
  record Ended(Slot slot, Optional<SocketChannel> channel) {}

  Handshakes(SSLContext trust) {
    this.trust = trust;
  }

  void begin(Slot slot) {
    threads.execute(() -> ended.add(new Ended(slot, shake(slot))));
  }

  /** One that has ended since, if any. */
  Optional<Ended> next() {
    return Optional.ofNullable(ended.poll());
  }

  private Optional<SocketChannel> shake(Slot slot) {
    SocketChannel channel;
    try {
      channel = slot.bound();
    } catch (IOException _) {
      return Optional.empty();
    }
    try {
      channel.socket().connect(slot.to(), PATIENCE_MILLIS);
      channel.socket().setSoTimeout(PATIENCE_MILLIS);
      // Only the handshake is wanted: whatever comes after it is thrown away, still encrypted.
      var socket =
          (SSLSocket)
              trust
                  .getSocketFactory()
                  .createSocket(channel.socket(), "localhost", slot.to().getPort(), false);
      socket.startHandshake();
      channel.configureBlocking(false);
      return Optional.of(channel);
    } catch (IOException _) {
      close(channel);
      return Optional.empty();
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // It was never open for the server.
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
