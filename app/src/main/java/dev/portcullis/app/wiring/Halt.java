package dev.portcullis.app.wiring;

import dev.portcullis.edge.http.Watchdog;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is left to do when an event loop stands still: to say where, and to end for a new start. */
final class Halt {

  static final Duration AFTER = Duration.ofSeconds(20);

  /** EX_SOFTWARE of sysexits.h, as the command line has it for faults of its own. */
  private static final int FAULT = 70;

  private static final Logger LOG = LoggerFactory.getLogger(Halt.class);

  private Halt() {}

  static void because(Watchdog.Stall stall) {
    LOG.error("loop_stalled loop={} since={}", stall.loop(), stall.since());
    stall.where().forEach(frame -> LOG.error("loop_stalled at={}", frame));
    Runtime.getRuntime().halt(FAULT);
  }
}
