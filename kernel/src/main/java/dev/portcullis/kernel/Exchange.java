package dev.portcullis.kernel;

import dev.portcullis.kernel.port.Memory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, and the only place where its state lives. Confined to its {@link
 * #loop()}: controls read it there, or on the one worker it hopped to; the pipeline alone writes.
 */
public final class Exchange {

  private final String id;
  private final Route route;
  private final RequestHead head;
  private final Instant startedAt;
  private final long startedNanos;
  private final Executor loop;
  private final Memory memory;
  private final List<Fact> facts = new ArrayList<>(4);
  private final List<Step> trail = new ArrayList<>(12);
  private final List<Settlement> settlements = new ArrayList<>(2);
  private @Nullable ExchangeRecord ended;
  private final Meter meter = new Meter();

  public Exchange(String id, Route route, RequestHead head, Instant startedAt, Executor loop) {
    this(id, route, head, startedAt, loop, List.of());
  }

  /**
   * An exchange of which something is known before any control was asked.
   *
   * @param known what the connection itself proves, such as a client's certificate
   */
  public Exchange(
      String id,
      Route route,
      RequestHead head,
      Instant startedAt,
      Executor loop,
      List<Fact> known) {
    this(id, route, head, startedAt, loop, Memory.UNBOUNDED, known);
  }

  /**
   * An exchange of a client's.
   *
   * @param memory what controls bring in for its call is taken from it first
   */
  public Exchange(
      String id,
      Route route,
      RequestHead head,
      Instant startedAt,
      Executor loop,
      Memory memory,
      List<Fact> known) {
    this.id = id;
    this.route = route;
    this.head = head;
    this.startedAt = startedAt;
    this.startedNanos = System.nanoTime();
    this.loop = loop;
    this.memory = memory;
    facts.addAll(known);
  }

  /** The request id: ours, or the client's where it was well formed. */
  public String id() {
    return id;
  }

  public Route route() {
    return route;
  }

  public RequestHead head() {
    return head;
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** When it started on the monotonic clock, which no clock change moves. */
  public long startedNanos() {
    return startedNanos;
  }

  /** The executor of the event loop it lives on. */
  public Executor loop() {
    return loop;
  }

  /** What it may hold, beside its body and its reply, of the memory that all exchanges share. */
  public Memory memory() {
    return memory;
  }

  /** The fact of this type, or empty. */
  public <T extends Fact> Optional<T> fact(Class<T> type) {
    for (var fact : facts) {
      if (type.isInstance(fact)) {
        return Optional.of(type.cast(fact));
      }
    }
    return Optional.empty();
  }

  /** The fact of this type; a control that needs one that is absent has failed, and so denied. */
  public <T extends Fact> T require(Class<T> type) {
    return fact(type)
        .orElseThrow(
            () -> new IllegalStateException("no " + type.getSimpleName() + " established"));
  }

  /** Every fact of this type, in the order they were established. */
  public <T extends Fact> List<T> facts(Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public List<Step> trail() {
    return Collections.unmodifiableList(trail);
  }

  /** What it has used of its model so far. */
  public Use use() {
    return meter.use();
  }

  Meter meter() {
    return meter;
  }

  void learn(List<Fact> found) {
    facts.addAll(found);
  }

  void write(Step step) {
    trail.add(step);
  }

  /** Reserved by a control; one that comes when all is over is settled at once. */
  void owe(Settlement settlement) {
    if (settlement.equals(Settlement.NONE)) {
      return;
    }
    if (ended == null) {
      settlements.add(settlement);
    } else {
      settlement.settle(ended);
    }
  }

  /** Ends, and hands over what is owed; a second call gets nothing, so nothing settles twice. */
  List<Settlement> takeSettlements(ExchangeRecord record) {
    ended = record;
    var owed = List.copyOf(settlements);
    settlements.clear();
    return owed;
  }
}
