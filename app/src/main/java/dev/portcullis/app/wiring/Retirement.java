package dev.portcullis.app.wiring;

import dev.portcullis.app.config.RouteConfig;
import dev.portcullis.edge.http.EdgeLoops;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Configurations that are no longer in force, until those who began under them have ended. */
final class Retirement implements AutoCloseable {

  /** Each holds models and connections of its own. */
  static final int MAX_WAITING = 8;

  private static final long LOOK_MILLIS = 20;

  /** The edge cuts an exchange soon after its deadline, so a longer wait is for nobody. */
  private static final Duration PAST_DEADLINE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

  private final EdgeLoops loops;
  private final Set<Generation> waiting = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Retirement(EdgeLoops loops) {
    this.loops = loops;
  }

  int waiting() {
    return waiting.size();
  }

  void requireRoom() throws IOException {
    if (waiting.size() >= MAX_WAITING) {
      throw new IOException(
          MAX_WAITING + " earlier configurations still have requests under way; try again");
    }
  }

  /** Closes it once it is left. */
  void of(Generation former) {
    waiting.add(former);
    threads.execute(() -> retire(former));
  }

  private void retire(Generation former) {
    try {
      // Whoever found a road of it before the change has entered it after this.
      Waiting.on(loops.turn());
      awaitLeft(former);
    } catch (InterruptedException | InterruptedIOException _) {
      // The gateway ends: its listeners have seen the last exchange out.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("a former configuration is closed early", e);
    } finally {
      former.close();
      waiting.remove(former);
    }
  }

  private static void awaitLeft(Generation former) throws InterruptedException {
    var end = System.nanoTime() + longest(former).toNanos();
    while (former.underWay() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static Duration longest(Generation former) {
    return former.deployment().configuration().routes().stream()
        .map(RouteConfig::deadline)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO)
        .plus(PAST_DEADLINE);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
