package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Egress;
import dev.portcullis.kernel.port.Egress.Fetch;
import dev.portcullis.kernel.port.Egress.Fetched;
import dev.portcullis.kernel.port.Egress.Way;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the keys of one issuer. They are fetched ahead of need, so that no request waits and a
 * key that was withdrawn is gone within the minute; a token of an unknown key may ask for them once
 * in a while. One fetch is under way at most. While the issuer is away or publishes what it should
 * not, the last good set counts, but not for ever.
 */
final class KeyFollower {

  static final Duration REFRESH_EVERY = Duration.ofSeconds(30);
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  static final Duration DEMAND_AT_MOST_EVERY = Duration.ofSeconds(30);
  static final Duration LAST_GOOD_COUNTS = Duration.ofMinutes(15);
  static final Duration DEADLINE = Duration.ofSeconds(5);
  static final int MAX_BYTES = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(KeyFollower.class);
  private static final List<String> TYPES = List.of("application/json", "application/jwk-set+json");

  /** A set, and when the fetch that brought it began. */
  private record Followed(KeySet set, long nanos) {}

  private final String issuer;
  private final Discovery discovery;
  private final KeySetReader reader;
  private final Egress egress;
  private final LongSupplier ticker;
  private final KeyCounts counts = new KeyCounts();
  private final AtomicLong lastDemand;
  private final AtomicLong lastTry;
  private final AtomicReference<@Nullable CompletableFuture<Void>> fetching =
      new AtomicReference<>();
  private volatile @Nullable Followed followed;
  private volatile String trouble = "not fetched yet";

  KeyFollower(IssuerSettings settings, Discovery discovery, Egress egress, LongSupplier ticker) {
    this.issuer = settings.name();
    this.discovery = discovery;
    this.reader = new KeySetReader(settings.form().algorithms());
    this.egress = egress;
    this.ticker = ticker;
    var longAgo = ticker.getAsLong() - DEMAND_AT_MOST_EVERY.toNanos();
    this.lastDemand = new AtomicLong(longAgo);
    this.lastTry = new AtomicLong(longAgo);
  }

  /** The keys that count now; empty where nobody can say which do. */
  Optional<KeySet> current() {
    var now = followed;
    return now == null || ticker.getAsLong() - now.nanos() > LAST_GOOD_COUNTS.toNanos()
        ? Optional.empty()
        : Optional.of(now.set());
  }

  /** Done when the fetch that is under way is, with whatever success; at once where none is. */
  CompletionStage<Void> underWay() {
    var running = fetching.get();
    return running == null ? CompletableFuture.completedStage(null) : running;
  }

  /** For a key that is not in the set; done at once where that was asked for lately. */
  CompletionStage<Void> demand() {
    var last = lastDemand.get();
    var now = ticker.getAsLong();
    var isDue = now - last >= DEMAND_AT_MOST_EVERY.toNanos();
    if (isDue && lastDemand.compareAndSet(last, now)) {
      counts.demanded();
      return refresh();
    }
    return underWay();
  }

  /** Called every now and then: fetches where it is time to. */
  void tick() {
    var pause = trouble.isEmpty() ? REFRESH_EVERY : RETRY_AFTER;
    if (ticker.getAsLong() - lastTry.get() >= pause.toNanos()) {
      refresh();
    }
  }

  /** Fetches, or joins the fetch that is under way. The stage never fails. */
  CompletionStage<Void> refresh() {
    var mine = new CompletableFuture<Void>();
    var running = fetching.compareAndExchange(null, mine);
    if (running != null) {
      return running;
    }
    var started = ticker.getAsLong();
    lastTry.set(started);
    counts.tried();
    fetch()
        .whenComplete((set, failure) -> {
          if (failure == null) {
            followed = new Followed(set, started);
            recovered();
          } else {
            troubled(failure);
          }
          fetching.set(null);
          mine.complete(null);
        });
    return mine;
  }

  KeyStatus status() {
    var now = followed;
    var age = now == null ? -1 : Duration.ofNanos(ticker.getAsLong() - now.nanos()).toSeconds();
    return counts.status(state(), trouble, now == null ? List.of() : now.set().ids(), age);
  }

  private KeyStatus.State state() {
    if (current().isEmpty()) {
      return KeyStatus.State.CLOSED;
    }
    return trouble.isEmpty() ? KeyStatus.State.CURRENT : KeyStatus.State.LAST_GOOD;
  }

  private CompletionStage<KeySet> fetch() {
    // From within a stage, so that whatever is thrown is a failed fetch and not one for ever.
    return CompletableFuture.completedStage(discovery)
        .thenCompose(Discovery::endpoints)
        .thenCompose(places ->
            egress.fetch(new Fetch(places.keys(), TYPES, MAX_BYTES, DEADLINE, new Way.Direct())))
        .thenApply(this::read);
  }

  private KeySet read(Fetched fetched) {
    try {
      return reader.read(fetched.body());
    } catch (PoisonedKeySet e) {
      counts.poisoned();
      throw Refusal.undecided("a key set that is ignored: " + e.why());
    }
  }

  private void recovered() {
    if (!trouble.isEmpty()) {
      LOG.atInfo().addKeyValue("issuer", issuer).log("keys are followed");
    }
    trouble = "";
  }

  private void troubled(Throwable failure) {
    counts.failed();
    discovery.doubt();
    var why = DeniedException.denialOf(failure, Reason.CONTROL_FAILED).detail();
    if (!why.equals(trouble)) {
      LOG.atWarn()
          .addKeyValue("issuer", issuer)
          .addKeyValue("reason", why)
          .log("keys cannot be refreshed: the last good ones count for 15 minutes");
    }
    trouble = why;
  }
}
