package dev.portcullis.app.wiring;

import dev.portcullis.edge.http.EdgeServices;
import dev.portcullis.edge.upstream.UpstreamState;
import dev.portcullis.gateway.containment.ContainmentBoard;
import dev.portcullis.gateway.quota.LimitStore;
import dev.portcullis.gateway.quota.QuotaStatus;
import dev.portcullis.gateway.spend.Leases;
import dev.portcullis.gateway.spend.SpendStatus;
import dev.portcullis.inference.registry.ModelRegistry;
import dev.portcullis.inference.registry.ServedModel;
import dev.portcullis.inference.runtime.ModelLoad;
import dev.portcullis.monitoring.audit.FileLedger;
import dev.portcullis.monitoring.audit.LedgerStatus;
import dev.portcullis.monitoring.metrics.MetricsWitness;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Numbers that parts of the gateway keep of themselves, as Prometheus reads them. A state is a
 * series for each value it can have, of which one is 1. Labels are words of ours and names of the
 * configuration.
 */
record Meters(MetricsWitness metrics) {

  void ofEdge(EdgeServices edge) {
    gauge("bytes.in.flight", "Bytes of bodies held.", Map.of(), edge.inFlight()::bytes);
    gauge("connections", "Connections that are open.", Map.of(), edge.seats()::taken);
  }

  void ofWorkers(Workers workers) {
    gauge("workers.waiting", "Tasks that no worker has taken yet.", Map.of(), workers::waiting);
    gauge("workers.busy", "Workers that are at work.", Map.of(), workers::busy);
  }

  void ofLedger(FileLedger ledger) {
    gauge("ledger.queue", "Records that wait.", Map.of(), () -> ledger.status().queued());
    gauge("ledger.size.bytes", "All segments.", Map.of(), () -> ledger.status().bytes());
    gauge(
        "ledger.next", "Records so far, removed ones too.", Map.of(), () -> ledger.status().next());
    total(
        "ledger.refusals.counted",
        "Refusals of unknown callers that were counted rather than recorded whole.",
        Map.of(),
        () -> ledger.status().counted());
    for (var state : LedgerStatus.State.values()) {
      state("ledger.state", Map.of(), state, () -> ledger.status().state());
    }
  }

  void ofLimits(LimitStore limits) {
    for (var store : limits.stores().keySet()) {
      var labels = Map.of("store", store);
      Supplier<QuotaStatus> status = () -> Objects.requireNonNull(limits.stores().get(store));
      for (var mode : QuotaStatus.State.values()) {
        state("limits.mode", labels, mode, () -> status.get().state());
      }
      gauge("limits.windows", "Windows kept here.", labels, () -> status.get().windows());
      gauge("limits.keys.owed", "Keys to be repaid.", labels, () -> status.get().keysOwed());
      total("limits.failures", "Failed shared calls.", labels, () -> status.get().failures());
      total("limits.alone", "Decided by the share.", labels, () -> status.get().decidedAlone());
      total("limits.away", "Denied, as Redis is away.", labels, () -> status.get().deniedAway());
    }
  }

  void ofSpend(Leases leases) {
    for (var state : SpendStatus.State.values()) {
      state("spend.store", Map.of(), state, () -> leases.status().state());
    }
    gauge("spend.accounts", "Accounts kept here.", Map.of(), () -> leases.status().accounts());
    total("spend.spent", "Denied, as a quota is spent.", Map.of(), () -> leases.status().spent());
    total("spend.away", "Denied: no store.", Map.of(), () -> leases.status().deniedAway());
    total("spend.overruns", "Used, and unpaid.", Map.of(), () -> leases.status().overruns());
  }

  void ofContainment(ContainmentBoard board) {
    for (var kind : ContainmentBoard.KINDS) {
      gauge(
          "containment.measures",
          "Measures that hold now.",
          Map.of("target", kind),
          () -> board.count(kind));
    }
  }

  void ofReload(Reload reload) {
    gauge(
        "config.generation",
        "Which configuration since the start is in force.",
        Map.of(),
        () -> reload.current().inForce().generation());
    reload.history().show(metrics);
  }

  /** Versions of a model have one series, and a model that is gone counts nothing. */
  void ofModels(Supplier<ModelRegistry> inForce) {
    inForce.get().served().stream()
        .map(Meters::name)
        .distinct()
        .forEach(name -> ofModel(name, inForce));
  }

  private void ofModel(String name, Supplier<ModelRegistry> inForce) {
    var labels = Map.of("model", name);
    gauge(
        "model.under.way",
        "Calls not answered yet.",
        labels,
        () -> sum(inForce, name, ModelLoad::underWay));
    gauge(
        "model.queue",
        "Runs that wait for a thread.",
        labels,
        () -> sum(inForce, name, ModelLoad::waiting));
    total("model.runs", "Runs of the model.", labels, () -> sum(inForce, name, ModelLoad::runs));
    total(
        "model.batched",
        "Calls answered by runs.",
        labels,
        () -> sum(inForce, name, ModelLoad::batched));
  }

  private static long sum(
      Supplier<ModelRegistry> inForce, String name, ToLongFunction<ModelLoad> of) {
    return inForce.get().served().stream()
        .filter(served -> name(served).equals(name))
        .mapToLong(served -> of.applyAsLong(served.backend().load()))
        .sum();
  }

  private static String name(ServedModel served) {
    return served.model().ref().name();
  }

  /** One server that is spoken to in two ways has one series: the sum, or the worse state. */
  void ofUpstreams(Supplier<Upstreams> inForce) {
    inForce.get().states().stream()
        .map(state -> new Address(state.upstream(), state.address()))
        .distinct()
        .forEach(address -> ofUpstream(inForce, address));
  }

  private record Address(String upstream, String address) {
    boolean is(UpstreamState state) {
      return state.upstream().equals(upstream) && state.address().equals(address);
    }
  }

  private void ofUpstream(Supplier<Upstreams> upstreams, Address at) {
    var labels = Map.of("upstream", at.upstream(), "address", at.address());
    gauge(
        "upstream.up",
        "Whether its health path says so.",
        labels,
        () -> any(upstreams, at, state -> state.health().equals("down")) ? 0 : 1);
    gauge(
        "upstream.breaker.open",
        "Whether its breaker lets no calls pass, or one on trial.",
        labels,
        () -> any(upstreams, at, state -> !state.breaker().equals("closed")) ? 1 : 0);
    gauge(
        "upstream.in.flight",
        "Calls not answered yet.",
        labels,
        () -> sum(upstreams, at, UpstreamState::outstanding));
    total(
        "upstream.failures",
        "Calls that failed.",
        labels,
        () -> sum(upstreams, at, UpstreamState::failed));
    total(
        "upstream.breaker.opened",
        "Times that its breaker opened.",
        labels,
        () -> sum(upstreams, at, UpstreamState::opened));
  }

  private static boolean any(
      Supplier<Upstreams> upstreams, Address at, Predicate<UpstreamState> is) {
    return upstreams.get().states().stream().filter(at::is).anyMatch(is);
  }

  private static long sum(
      Supplier<Upstreams> upstreams, Address at, ToLongFunction<UpstreamState> of) {
    return upstreams.get().states().stream().filter(at::is).mapToLong(of).sum();
  }

  private <E extends Enum<E>> void state(
      String name, Map<String, String> labels, E value, Supplier<E> now) {
    var all = new HashMap<>(labels);
    all.put("state", value.name().toLowerCase(Locale.ROOT));
    gauge(name, "1 for the state that it is in.", all, () -> now.get() == value ? 1 : 0);
  }

  private void gauge(
      String name, String description, Map<String, String> labels, Supplier<Number> value) {
    metrics.gauge("portcullis." + name, description, labels, value);
  }

  private void total(
      String name, String description, Map<String, String> labels, Supplier<Number> value) {
    metrics.total("portcullis." + name, description, labels, value);
  }
}
