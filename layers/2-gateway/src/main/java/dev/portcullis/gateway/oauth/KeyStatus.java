package dev.portcullis.gateway.oauth;

import java.util.List;

/**
 * How an issuer's keys are, for the status page and for metrics.
 *
 * @param trouble why they could not be refreshed, empty where they could
 * @param ageSeconds since the fetch that brought them; negative where there are none
 * @param poisoned sets that were ignored for what was in them
 * @param demands fetches that tokens of unknown keys asked for
 */
public record KeyStatus(
    State state,
    String trouble,
    List<String> ids,
    long ageSeconds,
    long fetches,
    long failures,
    long poisoned,
    long demands) {

  /** Whether tokens can be proven. */
  public enum State {
    CURRENT,
    /** The issuer is away, or its keys are not fit to be used: the last good ones count. */
    LAST_GOOD,
    /** There is no good set, or none that is fresh enough: every token is refused. */
    CLOSED
  }

  public KeyStatus {
    ids = List.copyOf(ids);
  }
}
