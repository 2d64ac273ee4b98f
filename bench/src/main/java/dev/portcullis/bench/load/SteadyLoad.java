package dev.portcullis.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;

/**
 * So many requests a second, whether the server keeps up or not. Every request has a time when it
 * is due, and its latency counts from then: a server that stalls cannot hide the requests that it
 * kept from being sent.
 *
 * @param senders threads, each with a connection of its own
 * @param sockets makes connections; one that encrypts for https
 */
public record SteadyLoad(int perSecond, int senders, Reuse reuse, SocketFactory sockets)
    implements Load {

  /** How long a connection lasts. */
  public enum Reuse {
    KEEP_ALIVE,
    EACH_REQUEST
  }

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public Tally run(Target target, Duration time) throws InterruptedException {
    var run = new Run(this, HttpWire.bytes(target), target, time);
    var finished = new CountDownLatch(senders);
    for (int i = 0; i < senders; i++) {
      int sender = i;
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            run.send(sender);
            finished.countDown();
          });
    }
    finished.await();
    return new Tally(run.latencies.count(), run.failed.sum(), time, run.latencies.percentiles());
  }

  /** One run: its schedule, and what has come of it. */
  private static final class Run {
    private final SteadyLoad load;
    private final byte[] request;
    private final Target target;
    private final long started = System.nanoTime();
    private final long requests;
    private final Latencies latencies = new Latencies();
    private final LongAdder failed = new LongAdder();

    private Run(SteadyLoad load, byte[] request, Target target, Duration time) {
      this.load = load;
      this.request = request;
      this.target = target;
      this.requests = time.toMillis() * load.perSecond / 1_000;
    }

    /** Sends every request that is this sender's turn. */
    private void send(int sender) {
      var wire = Optional.<HttpWire>empty();
      for (long i = sender; i < requests; i += load.senders) {
        long due = started + i * 1_000_000_000L / load.perSecond;
        waitUntil(due);
        wire = exchange(wire, due);
      }
      wire.ifPresent(Run::close);
    }

    /** Sends one request, and returns the connection where the next one can use it. */
    private Optional<HttpWire> exchange(Optional<HttpWire> kept, long due) {
      var wire = kept;
      try {
        if (wire.isEmpty()) {
          wire = Optional.of(HttpWire.connect(load.sockets, target.url(), PATIENCE));
        }
        int status = wire.get().exchange(request);
        if (status / 100 == 2) {
          latencies.add(System.nanoTime() - due);
        } else {
          failed.increment();
        }
        if (load.reuse == Reuse.KEEP_ALIVE && status / 100 == 2) {
          return wire;
        }
      } catch (IOException | NumberFormatException _) {
        failed.increment();
      }
      wire.ifPresent(Run::close);
      return Optional.empty();
    }

    private static void waitUntil(long due) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }

    private static void close(HttpWire wire) {
      try {
        wire.close();
      } catch (IOException _) {
        // It is of no more use either way.
      }
    }
  }
}
