package dev.portcullis.monitoring.audit;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Ledger.Entry;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A record on its way to the disk, and those who wait for it. */
record Pending(Kind kind, ByteBuffer payload, long sinceNanos, CompletableFuture<Entry> done) {

  /** What happens to a record when space is short. */
  enum Kind {
    /** Refused, and with it the call that it announces. */
    INTENT,
    /** Kept as long as the reserve lasts: what has happened must be known. */
    OUTCOME,
    /** A refusal of somebody unknown, or a count of such: the first to give way. */
    STRANGER
  }

  static Pending of(Kind kind, ByteBuffer payload) {
    return new Pending(kind, payload, System.nanoTime(), new CompletableFuture<>());
  }

  boolean waits() {
    return !done.isDone();
  }

  boolean isOverdue(long nowNanos, long deadlineNanos) {
    return nowNanos - sinceNanos >= deadlineNanos;
  }

  void recordedAt(long index) {
    done.complete(new Entry(index));
  }

  void notRecorded(String why) {
    done.completeExceptionally(new DeniedException(Reason.NOT_RECORDED, "ledger: " + why));
  }
}
