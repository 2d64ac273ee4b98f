package dev.portcullis.monitoring.audit;

/**
 * How the ledger is, for the status page.
 *
 * @param why empty where the state is {@link State#OPEN}
 * @param next sequence of the next record
 * @param segment name of the file that grows
 * @param queued records that wait
 * @param first sequence of the oldest record that is kept
 * @param bytes of all segments, as of the last look
 * @param counted refusals of unknown callers that were counted rather than recorded whole
 */
public record LedgerStatus(
    State state,
    String why,
    long next,
    String segment,
    int queued,
    Sync sync,
    long first,
    long bytes,
    long counted) {

  /** Whether records are taken. */
  public enum State {
    OPEN,
    /** Space runs short: refusals of unknown callers are counted only; ends by itself. */
    SHORT,
    /** The disk is full: intents are refused, outcomes go into the reserve; ends by itself. */
    FULL,
    /** The disk does not answer: everything is refused; ends by itself. */
    STALLED,
    /** Nobody knows what the disk holds, or the ledger was closed: everything is refused. */
    CLOSED
  }
}
