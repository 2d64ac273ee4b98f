package dev.portcullis.gateway.containment;

import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.TrustedProxy;
import dev.portcullis.kernel.port.Containment;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The measures that hold now, in memory. Full, it gives up the one that would end first. */
public final class ContainmentBoard implements Containment {

  static final int MAX_MEASURES = 100_000;

  /** What a measure can be on. */
  public static final List<String> KINDS = List.of("subject", "credential", "address");

  private static final String SUBJECT = "subject:";
  private static final String CREDENTIAL = "credential:";
  private static final String ADDRESS = "address:";

  private final Map<String, Measure> measures = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final int capacity;

  public ContainmentBoard(InstantSource clock) {
    this(clock, MAX_MEASURES);
  }

  ContainmentBoard(InstantSource clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  @Override
  public synchronized void ask(Measure measure) {
    refuseOddTarget(measure.target());
    if (!holds(measure)) {
      measures.remove(measure.target());
      return;
    }
    if (measures.size() >= capacity && !measures.containsKey(measure.target())) {
      makeRoom();
    }
    measures.put(measure.target(), measure);
  }

  @Override
  public synchronized void lift(String target) {
    measures.remove(target);
  }

  @Override
  public Optional<Measure> on(Exchange exchange) {
    if (measures.isEmpty()) {
      return Optional.empty();
    }
    return Stream.concat(address(exchange), caller(exchange))
        .flatMap(this::measure)
        .filter(this::holds)
        .findFirst();
  }

  /** A trusted proxy is never blocked: that would block everybody behind it. */
  private static Stream<String> address(Exchange exchange) {
    return exchange.fact(TrustedProxy.class).isPresent()
        ? Stream.empty()
        : Stream.of(ADDRESS + exchange.head().client().getHostAddress());
  }

  private static Stream<String> caller(Exchange exchange) {
    return exchange.fact(Identity.class).stream()
        .flatMap(who -> Stream.of(SUBJECT + who.subject(), CREDENTIAL + who.credential()));
  }

  /** Measures that hold now, those that end last first. */
  public List<Measure> measures() {
    return measures.values().stream()
        .filter(this::holds)
        .sorted(Comparator.comparing(Measure::until).reversed())
        .toList();
  }

  /** How many hold now on targets of this kind: {@code subject}, {@code credential}, … */
  public long count(String kind) {
    return measures.values().stream()
        .filter(this::holds)
        .filter(measure -> measure.target().startsWith(kind + ":"))
        .count();
  }

  private Stream<Measure> measure(String target) {
    return Optional.ofNullable(measures.get(target)).stream();
  }

  private boolean holds(Measure measure) {
    return clock.instant().isBefore(measure.until());
  }

  private void makeRoom() {
    measures.values().removeIf(measure -> !holds(measure));
    if (measures.size() >= capacity) {
      measures.values().stream()
          .min(Comparator.comparing(Measure::until))
          .ifPresent(first -> measures.remove(first.target()));
    }
  }

  private static void refuseOddTarget(String target) {
    if (Stream.of(SUBJECT, CREDENTIAL, ADDRESS).noneMatch(target::startsWith)) {
      throw new IllegalArgumentException(
          "target: " + target + " (expected: subject:…, credential:… or address:…)");
    }
  }
}
