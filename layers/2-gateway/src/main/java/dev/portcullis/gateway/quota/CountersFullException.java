package dev.portcullis.gateway.quota;

/** Every counter is of a live window, so a new key cannot be counted; who asked is denied. */
final class CountersFullException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CountersFullException(int windows) {
    // No stack trace: a flood of new keys must not also cost one each.
    super("counters full: " + windows + " windows are live in this shard", null, false, false);
  }
}
