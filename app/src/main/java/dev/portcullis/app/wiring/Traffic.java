package dev.portcullis.app.wiring;

import dev.portcullis.kernel.Road;
import java.util.concurrent.atomic.LongAdder;

/** Counts exchanges under way on a configuration's roads. */
final class Traffic {

  private final LongAdder underWay = new LongAdder();

  /** The road, with those on it counted. */
  Road counted(Road road) {
    return (exchange, wire) -> {
      underWay.increment();
      try {
        return road.serve(exchange, wire).whenComplete((_, _) -> underWay.decrement());
      } catch (RuntimeException | Error e) {
        underWay.decrement();
        throw e;
      }
    };
  }

  /** Exact once nobody begins any more. */
  long underWay() {
    return underWay.sum();
  }
}
