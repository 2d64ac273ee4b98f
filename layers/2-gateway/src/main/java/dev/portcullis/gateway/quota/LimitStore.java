package dev.portcullis.gateway.quota;

import dev.portcullis.gateway.redis.RedisLink;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Where limits are counted: in this process, or in a Redis that gateways share. */
public final class LimitStore implements AutoCloseable {

  private final LimitCounters counters;
  private final Supplier<QuotaStatus> ofAddresses;
  private final Supplier<QuotaStatus> ofCallers;
  private final Runnable closing;

  private LimitStore(
      LimitCounters counters,
      Supplier<QuotaStatus> ofAddresses,
      Supplier<QuotaStatus> ofCallers,
      Runnable closing) {
    this.counters = counters;
    this.ofAddresses = ofAddresses;
    this.ofCallers = ofCallers;
    this.closing = closing;
  }

  /**
   * Counts in this process.
   *
   * @param maxWindows windows kept at most, for addresses and for callers each
   */
  public static LimitStore inMemory(int maxWindows, Clock clock) {
    var addresses = new MemoryCounters(maxWindows, System::nanoTime);
    var callers = new MemoryCounters(maxWindows, System::nanoTime);
    var since = clock.instant();
    return new LimitStore(
        LimitCounters.inMemory(addresses, callers),
        () -> inMemory(since, addresses.windows()),
        () -> inMemory(since, callers.windows()),
        () -> {});
  }

  /** Counts in Redis. It is not waited for: while it is away its settings say what happens. */
  public static LimitStore onRedis(RedisSettings settings, int maxWindows, Clock clock) {
    var link = new RedisLink(settings.url(), settings.topology());
    var addresses = new MemoryCounters(maxWindows, System::nanoTime);
    var callers = new MemoryCounters(maxWindows, System::nanoTime);
    var shared = new FallbackCounters(new RedisCounters(link), callers, settings, clock);
    var sharing = shared.whenAway(WhenAway.LOCAL_SHARE);
    var counters =
        new LimitCounters(
            switch (settings.addresses()) {
              case LOCAL -> addresses;
              case SHARED -> sharing;
            },
            sharing,
            shared.whenAway(WhenAway.DENY));
    var since = clock.instant();
    return new LimitStore(
        counters,
        switch (settings.addresses()) {
          case LOCAL -> () -> inMemory(since, addresses.windows());
          case SHARED -> shared::status;
        },
        shared::status,
        () -> {
          shared.close();
          link.close();
        });
  }

  /** What the controls' factories want as a service. */
  public LimitCounters counters() {
    return counters;
  }

  /** Where limits of callers are counted now. */
  public QuotaStatus status() {
    return ofCallers.get();
  }

  /** Where limits are counted now, by what is counted. */
  public Map<String, QuotaStatus> stores() {
    return Map.of("addresses", ofAddresses.get(), "callers", ofCallers.get());
  }

  @Override
  public void close() {
    closing.run();
  }

  private static QuotaStatus inMemory(Instant since, long windows) {
    return new QuotaStatus(QuotaStatus.State.MEMORY, since, 0, 0, 0, 0, 0, windows);
  }
}
