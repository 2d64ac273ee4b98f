package dev.portcullis.monitoring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Route;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.port.Endpoint;
import dev.portcullis.kernel.port.Witness;
import dev.portcullis.monitoring.Catalogue;
import dev.portcullis.monitoring.audit.Commit;
import dev.portcullis.testkit.EndpointContract;
import dev.portcullis.testkit.ExchangeRecords;
import dev.portcullis.testkit.WitnessContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MetricsWitnessTest implements WitnessContract, EndpointContract {

  private final MetricsWitness metrics =
      new MetricsWitness(MetricsSettings.defaults(Set.of("fashion")));

  @Override
  public Witness witness() {
    return metrics;
  }

  @Override
  public Endpoint endpoint() {
    return metrics.endpoint();
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void whatTheEdgeTurnedAway_isCountedByReason() {
    metrics.turnedAway(Reason.MALFORMED);
    metrics.turnedAway(Reason.MALFORMED);
    metrics.turnedAway(Reason.NOT_FOUND);

    assertThat(page())
        .contains(
            "portcullis_edge_refused_total{reason=\"malformed\"} 2.0",
            "portcullis_edge_refused_total{reason=\"not_found\"} 1.0");
  }

  @Test
  void exchanges_areCountedByRouteModelOutcomeAndReason() {
    metrics.witnessed(ExchangeRecords.answered("a"));
    metrics.witnessed(ExchangeRecords.answered("b"));
    metrics.witnessed(ExchangeRecords.refused("c"));
    metrics.witnessed(
        ExchangeRecords.record("d", List.of(), Optional.of(Denial.of(Reason.NOT_RECORDED, "x"))));

    assertThat(page())
        .contains(
            "portcullis_requests_total{model=\"fashion\",outcome=\"answered\",reason=\"none\",route=\"predict\"}"
                + " 2.0",
            "portcullis_requests_total{model=\"fashion\",outcome=\"refused\",reason=\"blocked\",route=\"predict\"}"
                + " 1.0",
            "portcullis_requests_total{model=\"fashion\",outcome=\"failed\",reason=\"not_recorded\",route=\"predict\"}"
                + " 1.0",
            "portcullis_bytes_total{direction=\"in\"} 4096.0",
            "portcullis_bytes_total{direction=\"out\"} 1024.0",
            "portcullis_exchange_seconds_count{route=\"predict\"} 4");
  }

  @Test
  void controls_areTimed_andTheirVerdictsCounted() {
    metrics.witnessed(ExchangeRecords.refused("a"));

    assertThat(page())
        .contains(
            "portcullis_control_seconds_count{control=\"crs\",stage=\"firewall\"} 1",
            "portcullis_control_seconds_bucket{control=\"crs\",stage=\"firewall\",le=\"2.5E-5\"} 1",
            "portcullis_control_seconds_bucket{control=\"crs\",stage=\"firewall\",le=\"1.0E-5\"} 0",
            "portcullis_verdicts_total{control=\"crs\",mode=\"enforce\",verdict=\"deny\"} 1.0",
            "portcullis_verdicts_total{control=\"limit\",mode=\"enforce\",verdict=\"pass\"} 1.0");
  }

  @Test
  void modelThatIsNotServed_isOther_soNoCallerMakesSeries() {
    for (int i = 0; i < 500; i++) {
      metrics.witnessed(withModel("model-" + i));
    }

    assertThat(page()).contains("model=\"other\"").doesNotContain("model-1");
  }

  @Test
  void modelThatIsServedFromNowOn_appearsByName() {
    metrics.know(Set.of("resnet"));

    metrics.witnessed(ExchangeRecords.answered("a"));

    assertThat(page()).contains("model=\"other\"").doesNotContain("model=\"fashion\"");
  }

  @Test
  void routesPastTheBound_areOther() {
    try (var few = new MetricsWitness(new MetricsSettings(Set.of(), 2, 10_000))) {
      for (var route : List.of("r1", "r2", "r3", "r4", "r1")) {
        few.witnessed(withRoute(route));
      }

      assertThat(body(few.endpoint()))
          .contains("exchange_seconds_count{route=\"r1\"} 2", "count{route=\"other\"} 2")
          .doesNotContain("r3", "r4");
    }
  }

  @Test
  void seriesPastTheBound_areDropped_andTheWitnessGoesOn() {
    try (var few = new MetricsWitness(new MetricsSettings(Set.of(), 256, 10))) {
      few.witnessed(ExchangeRecords.answered("a"));

      assertThat(body(few.endpoint())).doesNotContain("portcullis_requests_total{");
    }
  }

  @Test
  void page_namesNoCaller() {
    metrics.witnessed(ExchangeRecords.answered("secret-id"));

    assertThat(page()).doesNotContain("alice", "k1abcdef", "203.0.113.7", "secret-id");
  }

  @Test
  void ledgersCommits_andNumbersOfOthers_areShown() {
    var open = new AtomicInteger(3);
    metrics.committed(new Commit(12, Duration.ofNanos(300_000), Duration.ofNanos(200_000)));
    metrics.gauge("portcullis.exchanges.open", "Under way.", Map.of("listener", "main"), open::get);

    assertThat(page())
        .contains(
            "portcullis_ledger_group_records_sum 12.0",
            "portcullis_ledger_commit_seconds_count 1",
            "portcullis_exchanges_open{listener=\"main\"} 3.0");
  }

  @Test
  void gaugeThatNobodyElseHolds_isNotForgotten() {
    metrics.gauge("portcullis.answer", "A number.", Map.of(), () -> 42);
    System.gc();

    assertThat(page()).contains("portcullis_answer 42.0");
  }

  @Test
  void virtualMachine_isShown() {
    assertThat(page()).contains("jvm_memory_used_bytes", "process_files_open_files", "jvm_threads");
  }

  @Test
  void manyThreads_loseNoCount() {
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4_000; i++) {
        threads.execute(() -> metrics.witnessed(ExchangeRecords.answered("a")));
      }
    }

    assertThat(page()).contains("portcullis_exchange_seconds_count{route=\"predict\"} 4000");
  }

  @Test
  void catalogue_listsIt() {
    var services = new Services(Map.of(MetricsWitness.class, metrics));

    assertThat(Catalogue.witnesses())
        .extracting(line -> line.make().apply(services))
        .containsExactly(metrics);
  }

  @Test
  void boundsThatMakeNoSense_areRefused() {
    assertThatThrownBy(() -> new MetricsSettings(Set.of(), 0, 1))
        .hasMessageContaining("max_names: 0");
  }

  private String page() {
    return body(metrics.endpoint());
  }

  private static String body(Endpoint endpoint) {
    return endpoint.serve(Map.of()).toCompletableFuture().join().body();
  }

  private static ExchangeRecord withModel(String name) {
    var plain = ExchangeRecords.answered("a");
    return with(plain, plain.route(), ModelRef.of(name));
  }

  private static ExchangeRecord withRoute(String id) {
    var route = new Route(id, "default", Route.Access.ANONYMOUS, 1, Duration.ofSeconds(1));
    return with(ExchangeRecords.answered("a"), route, ExchangeRecords.MODEL);
  }

  private static ExchangeRecord with(ExchangeRecord plain, Route route, ModelRef model) {
    return new ExchangeRecord(
        plain.id(),
        plain.startedAt(),
        route,
        plain.method(),
        plain.client(),
        plain.identity(),
        Optional.of(model),
        plain.trail(),
        plain.denial(),
        plain.receipt(),
        plain.bytesIn(),
        plain.bytesOut(),
        plain.took());
  }
}
