package dev.portcullis.kernel.port;

import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.receipt.Receipt;
import java.time.Duration;
import java.util.Map;

/**
 * A call on its way to a model, with the proof that it passed the gateway.
 *
 * @param remaining time left of the exchange's deadline
 * @param propagated headers that are continued upstream, such as {@code traceparent}
 */
public record Invocation(
    String exchange,
    Receipt receipt,
    Call call,
    Duration remaining,
    Map<String, String> propagated) {

  public Invocation {
    propagated = Map.copyOf(propagated);
  }
}
