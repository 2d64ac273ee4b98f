package dev.portcullis.gateway.revocation;

import java.time.Instant;

/**
 * Where this gateway learns what was taken back, and how fresh that is.
 *
 * @param since when the state became what it is
 * @param inForce revocations in force
 * @param revision of the log, as far as it was read
 * @param pushSilentMillis since when nothing is proven to come through Redis; -1 without Redis
 * @param logSilentMillis since when the database has not been read
 */
public record RevocationStatus(
    State state,
    Instant since,
    int inForce,
    long revision,
    long pushSilentMillis,
    long logSilentMillis) {

  /** Which ways work. */
  public enum State {
    /** Redis tells, and the database is looked at. */
    PUSHED_AND_POLLED,
    /** The database is looked at, as it always is without Redis. */
    POLLED,
    /** Redis tells; the database is away, so nothing can be taken back just now. */
    PUSHED,
    /** Nobody has told for too long: credentials are refused. */
    SILENT,
    /** More is in force than fits: credentials are refused. */
    FULL
  }
}
