package dev.portcullis.bench.drill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Thousands of slow connections in one thread: whatever the server closes is opened again. */
final class Swarm implements AutoCloseable {

  private static final int OPENINGS_PER_SECOND = 1_000;
  private static final int SCRATCH_BYTES = 64 * 1024;
  private static final Duration TURN = Duration.ofMillis(25);
  private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

  private final Selector selector;
  private final Handshakes handshakes;
  private final Deque<Slot> toOpen = new ArrayDeque<>();
  private final Map<SlowKind, Count> counts = new EnumMap<>(SlowKind.class);
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
  private final Duration time;

  private Swarm(Orders orders, Handshakes handshakes) throws IOException {
    this.handshakes = handshakes;
    this.time = orders.time();
    this.selector = Selector.open();
    for (int i = 0; i < orders.connections(); i++) {
      toOpen.add(new Slot(i, orders));
    }
    for (var kind : SlowKind.values()) {
      counts.put(kind, Count.none(kind));
    }
  }

  static Swarm of(Orders orders, Handshakes handshakes) throws IOException {
    return new Swarm(orders, handshakes);
  }

  /** Attacks for as long as it was told, and says what became of it. */
  Collection<Count> attack() throws IOException {
    long started = System.nanoTime();
    long nextStep = started + STEP_NANOS;
    long opened = 0;
    for (long now = started; now - started < time.toNanos(); now = System.nanoTime()) {
      long allowed = (now - started) * OPENINGS_PER_SECOND / STEP_NANOS;
      for (; opened < allowed && !toOpen.isEmpty(); opened++) {
        open(toOpen.remove());
      }
      // Openings that were not used are not saved up for a rush.
      opened = Math.max(opened, allowed - OPENINGS_PER_SECOND);
      takeHandshaken();
      selector.select(this::ready, TURN.toMillis());
      if (now >= nextStep) {
        connections().forEach(this::step);
        nextStep += STEP_NANOS;
      }
    }
    return counts.values();
  }

  private void open(Slot slot) {
    if (slot.kind() == SlowKind.IDLE) {
      handshakes.begin(slot);
      return;
    }
    try {
      var channel = slot.bound();
      channel.configureBlocking(false);
      var key = channel.register(selector, SelectionKey.OP_CONNECT, slot);
      if (channel.connect(slot.to())) {
        begin(key);
      }
    } catch (IOException _) {
      refused(slot);
    }
  }

  private void takeHandshaken() throws IOException {
    for (var next = handshakes.next(); next.isPresent(); next = handshakes.next()) {
      var slot = next.get().slot();
      var channel = next.get().channel();
      if (channel.isPresent()) {
        channel.get().register(selector, SelectionKey.OP_READ, slot);
        counts.computeIfPresent(slot.kind(), (_, count) -> count.plusOpened());
      } else {
        refused(slot);
      }
    }
  }

  private void ready(SelectionKey key) {
    if (key.isConnectable()) {
      connect(key);
    } else if (key.isReadable() && !drain(channel(key))) {
      closed(key);
    }
  }

  private void connect(SelectionKey key) {
    try {
      channel(key).finishConnect();
    } catch (IOException _) {
      close(key);
      refused(slot(key));
      return;
    }
    begin(key);
  }

  private void begin(SelectionKey key) {
    counts.computeIfPresent(slot(key).kind(), (_, count) -> count.plusOpened());
    try {
      key.interestOps(slot(key).begin(channel(key)));
    } catch (IOException _) {
      closed(key);
    }
  }

  private void step(SelectionKey key) {
    try {
      if (channel(key).isConnected() && !slot(key).step(channel(key))) {
        closed(key);
      }
    } catch (IOException _) {
      closed(key);
    }
  }

  /** Throws away what has come; false where the server has closed. */
  private boolean drain(SocketChannel channel) {
    try {
      return channel.read(scratch.clear()) >= 0;
    } catch (IOException _) {
      return false;
    }
  }

  private void refused(Slot slot) {
    counts.computeIfPresent(slot.kind(), (_, count) -> count.plusRefused());
    toOpen.add(slot);
  }

  private void closed(SelectionKey key) {
    close(key);
    counts.computeIfPresent(slot(key).kind(), (_, count) -> count.plusClosed());
    toOpen.add(slot(key));
  }

  private List<SelectionKey> connections() {
    return new ArrayList<>(selector.keys());
  }

  private static Slot slot(SelectionKey key) {
    return (Slot) key.attachment();
  }

  private static SocketChannel channel(SelectionKey key) {
    return (SocketChannel) key.channel();
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException _) {
      // The server has closed its side already.
    }
  }

  @Override
  public void close() throws IOException {
    connections().forEach(Swarm::close);
    selector.close();
  }
}
