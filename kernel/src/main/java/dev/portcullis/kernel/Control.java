package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Window;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Looks and says; never acts. The kind it implements declares what it needs to see, and a control
 * may be of several kinds. The kinds whose names end in {@code Later} are for the few that wait.
 */
public sealed interface Control {

  /** Sees the head alone, before a byte of the body was read. */
  non-sealed interface OfRequestHead extends Control {
    Verdict.OfHead onRequestHead(Exchange exchange);
  }

  /** Sees the whole call. */
  non-sealed interface OfRequest extends Control {
    Verdict onRequest(Exchange exchange, Call call);
  }

  /** Sees the whole answer. Unless it is also an {@link OfReplyStream}, answers are collected. */
  non-sealed interface OfReply extends Control {
    Verdict onReply(Exchange exchange, Answer answer);
  }

  /** Sees a streamed answer through a sliding window. */
  non-sealed interface OfReplyStream extends Control {
    /** Characters that must follow a character, and be judged, before it may leave. */
    int holdBack();

    Verdict onReplyWindow(Exchange exchange, Window window);
  }

  /** A control that waits: on Redis, on a fetch, on a second model. */
  sealed interface Waiting extends Control {
    /** How long it may take before it has failed. */
    Duration deadline();

    /** How many exchanges may wait in it at once; one more has failed at once. */
    int bulkhead();
  }

  /** Like {@link OfRequestHead}, later. */
  non-sealed interface OfRequestHeadLater extends Waiting {
    CompletionStage<? extends Verdict.OfHead> onRequestHead(Exchange exchange);
  }

  /** Like {@link OfRequest}, later. */
  non-sealed interface OfRequestLater extends Waiting {
    CompletionStage<? extends Verdict> onRequest(Exchange exchange, Call call);
  }

  /** Like {@link OfReply}, later. */
  non-sealed interface OfReplyLater extends Waiting {
    CompletionStage<? extends Verdict> onReply(Exchange exchange, Answer answer);
  }
}
