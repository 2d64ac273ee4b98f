package dev.portcullis.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is left of the windows that apply, for the {@code RateLimit} header fields
 * (draft-ietf-httpapi-ratelimit-headers).
 *
 * @param windows every window, the tightest first
 * @param retryAfter how long to wait, where the quota is exceeded
 */
public record QuotaState(List<Window> windows, Optional<Duration> retryAfter) implements Fact {

  /**
   * One sliding window.
   *
   * @param policy its name in the header
   * @param limit how many units fit in it
   * @param length how long it is
   * @param remaining units left
   * @param reset until a unit is free again
   */
  public record Window(
      String policy, long limit, Duration length, long remaining, Duration reset) {}

  public QuotaState {
    windows = List.copyOf(windows);
  }
}
