package dev.portcullis.edge.http;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Knows when an event loop stands still: no code on it can be interrupted, so all that is left is
 * to say which one and to halt, for a supervisor to start anew.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The round goes on until close() ends it.
public final class Watchdog implements AutoCloseable {
  private static final int LOOKS_PER_LIMIT = 4;

  private final Duration limit;
  private final Consumer<Stall> halt;
  private final List<Pulse> pulses = new ArrayList<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("edge-watchdog").factory());

  /**
   * A loop that stands still.
   *
   * @param loop its thread's name
   * @param where what the thread was doing
   */
  public record Stall(String loop, Duration since, List<StackTraceElement> where) {
    public Stall {
      where = List.copyOf(where);
    }
  }

  /** A loop's last sign of life. */
  private static final class Pulse {
    private final EventExecutor loop;
    private volatile Thread thread = Thread.currentThread();
    private volatile long lastNanos = System.nanoTime();

    Pulse(EventExecutor loop) {
      this.loop = loop;
    }

    void beat() {
      thread = Thread.currentThread();
      lastNanos = System.nanoTime();
    }
  }

  private Watchdog(Duration limit, Consumer<Stall> halt) {
    this.limit = limit;
    this.halt = halt;
  }

  /**
   * Watches these loops.
   *
   * @param limit how long a loop may stand still
   * @param halt what to do then; in production, to log and halt the process
   */
  public static Watchdog start(EdgeLoops loops, Duration limit, Consumer<Stall> halt) {
    var watchdog = new Watchdog(limit, halt);
    for (var loop : ((VertxInternal) loops.vertx()).nettyEventLoopGroup()) {
      watchdog.pulses.add(new Pulse(loop));
    }
    var every = Math.max(1, limit.toMillis() / LOOKS_PER_LIMIT);
    watchdog.watch.scheduleAtFixedRate(watchdog::look, every, every, TimeUnit.MILLISECONDS);
    return watchdog;
  }

  private void look() {
    var now = System.nanoTime();
    for (var pulse : pulses) {
      var still = Duration.ofNanos(now - pulse.lastNanos);
      if (still.compareTo(limit) > 0) {
        var thread = pulse.thread;
        halt.accept(new Stall(thread.getName(), still, List.of(thread.getStackTrace())));
      }
      if (!pulse.loop.isShuttingDown()) {
        pulse.loop.execute(pulse::beat);
      }
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
