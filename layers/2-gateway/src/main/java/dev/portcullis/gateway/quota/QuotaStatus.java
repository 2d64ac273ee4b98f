package dev.portcullis.gateway.quota;

import java.time.Instant;

/**
 * Where limits are counted now, for {@code /status} and metrics.
 *
 * @param since when that began
 * @param switches how often it changed
 * @param decidedAlone takes that this gateway decided by its share
 * @param deniedAway takes that were denied because the shared counters were away
 * @param failures calls to the shared counters that failed or came too late
 * @param keysOwed keys whose admissions the shared counters don't know yet
 * @param windows windows that this process keeps
 */
public record QuotaStatus(
    State state,
    Instant since,
    long switches,
    long decidedAlone,
    long deniedAway,
    long failures,
    long keysOwed,
    long windows) {

  /** Who counts. */
  public enum State {
    /** This process, which shares its limits with nobody. */
    MEMORY,
    /** Redis, for all gateways. */
    REDIS,
    /** Redis is away: this gateway admits its share. */
    LOCAL_SHARE,
    /** Redis is away: what cannot be counted is denied. */
    DENYING
  }
}
