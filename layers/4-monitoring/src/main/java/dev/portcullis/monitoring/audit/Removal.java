package dev.portcullis.monitoring.audit;

import java.time.Instant;

/**
 * What retention takes away, as the log says it of itself before it is gone.
 *
 * @param first sequence of the segment's first record
 * @param next sequence of the first record after it, which is now the oldest
 * @param sha256 digest of the whole file: who has a copy can show that it is the one
 */
record Removal(long first, long next, long bytes, String sha256, Why why, Instant at) {

  /** Which bound it is for. */
  enum Why {
    MAX_AGE,
    MAX_BYTES
  }
}
