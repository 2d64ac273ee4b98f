package dev.portcullis.kernel.port;

import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.receipt.Receipt;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * A call on its way to a model, with the proof that it passed the gateway.
 *
 * @param remaining time left of the exchange's deadline
 * @param propagated headers that are continued upstream, such as {@code traceparent}
 * @param loop the exchange's loop, for those who left it to wait or to compute and must come back
 * @param memory what is collected for the reply is taken from it first
 */
public record Invocation(
    String exchange,
    Receipt receipt,
    Call call,
    Duration remaining,
    Map<String, String> propagated,
    Executor loop,
    Memory memory) {

  public Invocation {
    propagated = Map.copyOf(propagated);
  }

  /** An invocation whose loop is whichever thread it is on, and whose reply has any size. */
  public Invocation(
      String exchange,
      Receipt receipt,
      Call call,
      Duration remaining,
      Map<String, String> propagated) {
    this(exchange, receipt, call, remaining, propagated, Runnable::run, Memory.UNBOUNDED);
  }

  /** The same with so much time left. */
  public Invocation within(Duration left) {
    return new Invocation(exchange, receipt, call, left, propagated, loop, memory);
  }
}
