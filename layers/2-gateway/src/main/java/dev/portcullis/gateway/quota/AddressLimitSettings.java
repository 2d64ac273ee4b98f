package dev.portcullis.gateway.quota;

import java.time.Duration;
import java.util.List;

/**
 * How much may come from one client address.
 *
 * @param limits every window that applies
 * @param ipv6PrefixBits how much of an IPv6 address counts as one client: whoever has one address
 *     there has a whole /64
 */
public record AddressLimitSettings(List<LimitSettings> limits, int ipv6PrefixBits) {

  private static final int LEAST_PREFIX_BITS = 32;
  private static final int MOST_PREFIX_BITS = 128;

  public AddressLimitSettings {
    limits = LimitSettings.distinct("limits", limits);
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("limits: none (expected: at least one)");
    }
    if (ipv6PrefixBits < LEAST_PREFIX_BITS || ipv6PrefixBits > MOST_PREFIX_BITS) {
      throw new IllegalArgumentException(
          "ipv6_prefix_bits: " + ipv6PrefixBits + " (expected: 32..128)");
    }
  }

  public static AddressLimitSettings defaults() {
    return new AddressLimitSettings(
        List.of(
            LimitSettings.of(600, Duration.ofMinutes(1)),
            LimitSettings.of(20_000, Duration.ofHours(1))),
        64);
  }
}
