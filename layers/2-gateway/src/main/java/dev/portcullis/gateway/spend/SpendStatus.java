package dev.portcullis.gateway.spend;

import java.time.Instant;
import java.util.List;

/**
 * What this gateway holds of spend quotas, for {@code /status} and metrics.
 *
 * @param since when the store's state began
 * @param accounts of which it holds something
 * @param asked transactions that asked the store for units
 * @param failures times that the store did not answer
 * @param spent requests denied because a quota was spent
 * @param deniedAway requests denied because the store was away
 * @param overruns exchanges that used more than was left to pay for it
 * @param leases some of them
 */
public record SpendStatus(
    State state,
    Instant since,
    long accounts,
    long asked,
    long failures,
    long spent,
    long deniedAway,
    long overruns,
    List<Held> leases) {

  static final int MAX_SHOWN = 100;

  public SpendStatus {
    leases = List.copyOf(leases);
  }

  /** Whether the store answers. */
  public enum State {
    WELL,
    /** Requests go on while there is something in the lease. */
    AWAY
  }

  /** So much of every unit. */
  public record Units(
      long requests, long tokensIn, long tokensOut, long bytes, long computeMillis) {
    static Units of(Amounts amounts) {
      return new Units(
          amounts.requests(),
          amounts.tokensIn(),
          amounts.tokensOut(),
          amounts.bytes(),
          amounts.computeMillis());
    }
  }

  /**
   * One lease.
   *
   * @param available to requests that come
   * @param reserved by requests under way
   * @param left in the store, when it was last asked
   */
  public record Held(
      String holder,
      String tier,
      String models,
      String period,
      Units available,
      Units reserved,
      Units left) {}
}
