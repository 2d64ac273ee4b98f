package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  @Test
  void aLoopThatStandsStill_isNamed_andTheHaltIsCalled() throws Exception {
    var stalls = new LinkedBlockingQueue<Watchdog.Stall>();
    var loops = EdgeLoops.start(1);
    try (var _ = Watchdog.start(loops, Duration.ofMillis(200), stalls::add)) {
      Thread.sleep(400);
      assertThat(stalls).isEmpty();

      loops.vertx().runOnContext(_ -> block());
      var stall = stalls.poll(3, TimeUnit.SECONDS);

      assertThat(stall).isNotNull();
      assertThat(stall.loop()).contains("eventloop");
      assertThat(stall.where().toString()).contains("block");
    } finally {
      loops.close().toCompletableFuture().join();
    }
  }

  private static void block() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
