package dev.portcullis.monitoring.metrics;

import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Step;
import dev.portcullis.kernel.port.Endpoint;
import dev.portcullis.kernel.port.Witness;
import dev.portcullis.monitoring.audit.Commit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Counts and times exchanges and controls. Labels come from configuration alone: no key, subject,
 * address or path is one, so no caller can make series grow.
 */
public final class MetricsWitness implements Witness, AutoCloseable {

  private static final String NO_REASON = "none";
  private static final Duration[] CONTROL_BOUNDS = micros(5, 10, 25, 50, 100, 250, 1_000, 10_000);
  private static final Duration[] EXCHANGE_BOUNDS =
      micros(250, 500, 1_000, 2_500, 5_000, 10_000, 50_000, 250_000, 1_000_000, 10_000_000);
  private static final Duration[] COMMIT_BOUNDS =
      micros(100, 250, 500, 1_000, 2_500, 5_000, 10_000, 100_000, 1_000_000);

  private volatile Set<String> models;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmMetrics jvm;
  private final BoundedNames routes;
  private final BoundedNames controls;
  private final Map<ExchangeSeries, Counter> requests = new ConcurrentHashMap<>();
  private final Map<StepSeries, StepMeters> steps = new ConcurrentHashMap<>();
  private final Map<String, Timer> exchanges = new ConcurrentHashMap<>();
  private final Map<Reason, Counter> turnedAway = new ConcurrentHashMap<>();
  private final List<Supplier<Number>> totals = new CopyOnWriteArrayList<>();
  private final UseMeters used;
  private final Counter bytesIn;
  private final Counter bytesOut;
  private final DistributionSummary commitRecords;
  private final Timer commits;
  private final Timer syncs;

  private record ExchangeSeries(String route, String model, String outcome, String reason) {}

  private record StepSeries(String control, String stage, String verdict, String mode) {}

  private record StepMeters(Timer took, Counter verdicts) {}

  public MetricsWitness(MetricsSettings settings) {
    this.models = settings.models();
    this.routes = new BoundedNames(settings.maxNames());
    this.controls = new BoundedNames(settings.maxNames());
    registry.config().meterFilter(MeterFilter.maximumAllowableMetrics(settings.maxSeries()));
    this.jvm = JvmMetrics.bindTo(registry);
    this.used = new UseMeters(registry, settings.maxNames());
    this.bytesIn = bytes("in");
    this.bytesOut = bytes("out");
    this.commitRecords =
        DistributionSummary.builder("portcullis.ledger.group.records")
            .description("Records that became durable with one sync.")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
            .register(registry);
    this.commits =
        Timer.builder("portcullis.ledger.commit")
            .description("Writing a group of records and syncing it.")
            .serviceLevelObjectives(COMMIT_BOUNDS)
            .register(registry);
    this.syncs = syncs();
  }

  private Timer syncs() {
    return Timer.builder("portcullis.ledger.sync")
        .description("The sync alone that makes a group durable.")
        .serviceLevelObjectives(COMMIT_BOUNDS)
        .register(registry);
  }

  @Override
  public void witnessed(ExchangeRecord record) {
    var route = routes.label(record.route().id());
    requests.computeIfAbsent(series(route, record), this::requests).increment();
    exchanges.computeIfAbsent(route, this::exchanges).record(record.took());
    used.count(record, model(record));
    bytesIn.increment((double) record.bytesIn());
    bytesOut.increment((double) record.bytesOut());
    for (var step : record.trail()) {
      var meters = steps.computeIfAbsent(series(step), this::steps);
      meters.took().record(step.took());
      meters.verdicts().increment();
    }
  }

  /** From now on these models appear by name; the series of others stay as they are. */
  public void know(Set<String> names) {
    models = Set.copyOf(names);
  }

  /** Hears of the ledger's commits: the wiring passes this method to the ledger. */
  public void committed(Commit commit) {
    commitRecords.record(commit.records());
    commits.record(commit.took());
    syncs.record(commit.synced());
  }

  /** Hears of what the edge turned away before a road began: broken framing, unknown paths. */
  public void turnedAway(Reason reason) {
    turnedAway.computeIfAbsent(reason, this::turnedAwayFor).increment();
  }

  /**
   * Shows a number that someone else keeps: open exchanges, a queue, a breaker. Where it is shown
   * already, the first who said so is asked on.
   */
  public void gauge(
      String name, String description, Map<String, String> labels, Supplier<Number> value) {
    if (!isShown(name, labels)) {
      Gauge.builder(name, value).description(description).tags(tags(labels)).register(registry);
    }
  }

  /** Shows a number that someone else keeps and that only grows; the first to show it, too. */
  public void total(
      String name, String description, Map<String, String> labels, Supplier<Number> value) {
    if (isShown(name, labels)) {
      return;
    }
    // The registry would let go of the supplier, as it holds what it looks at weakly.
    totals.add(value);
    FunctionCounter.builder(name, value, number -> number.get().doubleValue())
        .description(description)
        .tags(tags(labels))
        .register(registry);
  }

  private boolean isShown(String name, Map<String, String> labels) {
    return registry.find(name).tags(tags(labels)).meter() != null;
  }

  private static List<Tag> tags(Map<String, String> labels) {
    return labels.entrySet().stream().map(l -> Tag.of(l.getKey(), l.getValue())).toList();
  }

  /** The page that Prometheus scrapes. */
  public Endpoint endpoint() {
    return new MetricsEndpoint(registry);
  }

  @Override
  public void close() {
    jvm.close();
    registry.close();
  }

  private ExchangeSeries series(String route, ExchangeRecord record) {
    return new ExchangeSeries(
        route,
        model(record),
        outcome(record),
        record.denial().map(d -> d.reason().code()).orElse(NO_REASON));
  }

  private String model(ExchangeRecord record) {
    var model = record.model().map(m -> m.name()).orElse(NO_REASON);
    var known = record.model().isEmpty() || models.contains(model);
    return known ? model : BoundedNames.OTHER;
  }

  private static String outcome(ExchangeRecord record) {
    if (record.denial().isEmpty()) {
      return "answered";
    }
    return record.status() < 500 ? "refused" : "failed";
  }

  private StepSeries series(Step step) {
    return new StepSeries(
        controls.label(step.control()),
        lower(step.stage()),
        step.verdict().word(),
        lower(step.mode()));
  }

  private Counter requests(ExchangeSeries series) {
    return Counter.builder("portcullis.requests")
        .description("Exchanges that ended.")
        .tag("route", series.route())
        .tag("model", series.model())
        .tag("outcome", series.outcome())
        .tag("reason", series.reason())
        .register(registry);
  }

  private Counter turnedAwayFor(Reason reason) {
    return Counter.builder("portcullis.edge.refused")
        .description("Requests and connections that the edge turned away before any route.")
        .tag("reason", reason.code())
        .register(registry);
  }

  private Timer exchanges(String route) {
    return Timer.builder("portcullis.exchange")
        .description("From the request's head to the outcome on record.")
        .tag("route", route)
        .serviceLevelObjectives(EXCHANGE_BOUNDS)
        .register(registry);
  }

  private StepMeters steps(StepSeries series) {
    var took =
        Timer.builder("portcullis.control")
            .description("Time that a control took to say its verdict.")
            .tag("control", series.control())
            .tag("stage", series.stage())
            .serviceLevelObjectives(CONTROL_BOUNDS)
            .register(registry);
    var verdicts =
        Counter.builder("portcullis.verdicts")
            .description("What controls said, and whether it was acted on.")
            .tag("control", series.control())
            .tag("verdict", series.verdict())
            .tag("mode", series.mode())
            .register(registry);
    return new StepMeters(took, verdicts);
  }

  private Counter bytes(String direction) {
    return Counter.builder("portcullis.bytes")
        .description("Bytes of request bodies in, and of answers out.")
        .tag("direction", direction)
        .register(registry);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Duration[] micros(long... bounds) {
    return Arrays.stream(bounds)
        .mapToObj(b -> Duration.ofNanos(b * 1_000))
        .toArray(Duration[]::new);
  }
}
