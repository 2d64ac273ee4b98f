package dev.portcullis.kernel.port;

import dev.portcullis.kernel.Exchange;
import java.time.Instant;
import java.util.Optional;

/** What monitoring asked the gateway to hold back, such as "suspend alice until 12:05". */
public interface Containment {

  /** Asks for a measure; one on the same target replaces the earlier. */
  void ask(Measure measure);

  /** Lifts the measure on a target. */
  void lift(String target);

  /** The measure that holds this exchange back now, if any. Open streams ask it at every window. */
  Optional<Measure> on(Exchange exchange);

  /**
   * One measure.
   *
   * @param target what it is on: {@code subject:NAME}, {@code credential:ID} or {@code address:IP}
   * @param why a bounded name for the audit
   * @param until when it ends by itself
   */
  record Measure(String target, String why, Instant until) {}
}
