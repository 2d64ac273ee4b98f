package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.edge.egress.SafeEgress;
import dev.portcullis.edge.http.EdgeLoops;
import dev.portcullis.gateway.apikey.KeyRing;
import dev.portcullis.gateway.apikey.Peppers;
import dev.portcullis.gateway.containment.ContainmentBoard;
import dev.portcullis.gateway.quota.LimitCounters;
import dev.portcullis.gateway.quota.LimitStore;
import dev.portcullis.gateway.quota.MemoryCounters;
import dev.portcullis.gateway.store.H2Folder;
import dev.portcullis.gateway.store.PostgresServer;
import dev.portcullis.gateway.store.Store;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.kernel.port.Egress;
import dev.portcullis.kernel.port.ModelCatalog;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What controls need from outside; opened only where a policy in force names who needs it. */
record Ports(
    LimitStore limits,
    ContainmentBoard containment,
    Optional<Identification> identification,
    Services services) {

  private static final String API_KEYS = "apikey";

  static Ports open(Deployment deployment, EdgeLoops loops, ModelCatalog models, Opened opened)
      throws IOException {
    var limits = opened.add(limits(deployment));
    var containment = new ContainmentBoard(Clock.systemUTC());
    var egress = opened.add(SafeEgress.start(loops, deployment.configuration().fetch().settings()));
    Map<Class<?>, Object> services = new HashMap<>();
    services.put(ModelCatalog.class, models);
    services.put(Containment.class, containment);
    services.put(LimitCounters.class, limits.counters());
    services.put(Egress.class, egress);
    var data = DataFolder.open(deployment.configuration().data());
    var store = opened.add(store(deployment, data));
    services.put(Store.class, store);
    var identification = identification(deployment, store, data, opened);
    identification.ifPresent(known -> {
      services.put(KeyRing.class, known.ring());
      services.put(Peppers.class, known.peppers());
    });
    return new Ports(limits, containment, identification, new Services(services));
  }

  private static Store store(Deployment deployment, DataFolder data) throws IOException {
    var settings = deployment.configuration().store();
    return settings.isPresent()
        ? PostgresServer.connecting(settings.get())
        : new H2Folder(data.keys());
  }

  private static Optional<Identification> identification(
      Deployment deployment, Store store, DataFolder data, Opened opened) throws IOException {
    return isNamed(deployment, API_KEYS)
        ? Optional.of(Identification.open(store, data, opened))
        : Optional.empty();
  }

  private static boolean isNamed(Deployment deployment, String control) {
    return deployment.policies().stream()
        .anyMatch(p -> p.isAsked() && p.policy().control().equals(control));
  }

  private static LimitStore limits(Deployment deployment) {
    var most = MemoryCounters.DEFAULT_MAX_WINDOWS;
    var clock = Clock.systemUTC();
    return deployment
        .configuration()
        .redis()
        .map(redis -> LimitStore.onRedis(redis, most, clock))
        .orElseGet(() -> LimitStore.inMemory(most, clock));
  }
}
