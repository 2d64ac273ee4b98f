package dev.portcullis.kernel.receipt;

/** How a gated stage ended, as its slot in the receipt says. */
public enum Outcome {
  /** Every control of the stage passed. */
  ALLOW,
  /** Controls that only observe would have denied, or named the caller; the policy allows that. */
  OBSERVED,
  /** A control failed and the policy says {@code on_error: allow}. */
  EXCUSED,
  /** A control denied. */
  DENY,
  /** A control failed. */
  ERROR
}
