package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.edge.egress.SafeEgress;
import dev.portcullis.edge.http.EdgeLoops;
import dev.portcullis.gateway.apikey.KeyRing;
import dev.portcullis.gateway.apikey.Peppers;
import dev.portcullis.gateway.containment.ContainmentBoard;
import dev.portcullis.gateway.oauth.AccessTokenFactory;
import dev.portcullis.gateway.oauth.Issuers;
import dev.portcullis.gateway.quota.LimitCounters;
import dev.portcullis.gateway.quota.LimitStore;
import dev.portcullis.gateway.quota.MemoryCounters;
import dev.portcullis.gateway.revocation.RevocationRegister;
import dev.portcullis.gateway.revocation.RevokedContainment;
import dev.portcullis.gateway.spend.Leases;
import dev.portcullis.gateway.spend.SpendFactory;
import dev.portcullis.gateway.store.Store;
import dev.portcullis.kernel.FencedClock;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.kernel.port.Egress;
import dev.portcullis.kernel.port.ModelCatalog;
import dev.portcullis.kernel.port.Revocations;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What controls need from outside; opened only where a policy in force names who needs it. */
record Ports(
    LimitStore limits,
    ContainmentBoard containment,
    Optional<RevocationRegister> revocations,
    Optional<Identification> identification,
    Optional<Leases> leases,
    Optional<Issuers> issuers,
    FencedClock clock,
    Services services) {

  private static final String API_KEYS = "apikey";

  private static final String REVOCATION = "revocation";

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
    var commons = opened.add(Commons.of(deployment));
    services.put(Store.class, commons.store());
    var revocations = revocations(deployment, commons, opened);
    revocations.ifPresent(register -> services.put(Revocations.class, register));
    var identification = identification(deployment, commons, opened);
    identification.ifPresent(known -> {
      services.put(KeyRing.class, known.ring());
      services.put(Peppers.class, known.peppers());
    });
    var leases = leases(deployment, commons.store(), opened);
    leases.ifPresent(held -> services.put(Leases.class, held));
    var clock = FencedClock.system();
    services.put(FencedClock.class, clock);
    var issuers = issuers(deployment, loops, clock, opened);
    issuers.ifPresent(known -> services.put(Issuers.class, known));
    return new Ports(
        limits,
        containment,
        revocations,
        identification,
        leases,
        issuers,
        clock,
        new Services(services));
  }

  /** What holds exchanges back that are under way: measures, and what was taken back. */
  Containment holdingBack() {
    return revocations
        .<Containment>map(register -> new RevokedContainment(containment, register))
        .orElse(containment);
  }

  private static Optional<RevocationRegister> revocations(
      Deployment deployment, Commons commons, Opened opened) throws IOException {
    return isNamed(deployment, REVOCATION)
        ? Optional.of(opened.add(commons.revocations()))
        : Optional.empty();
  }

  private static Optional<Identification> identification(
      Deployment deployment, Commons commons, Opened opened) throws IOException {
    return isNamed(deployment, API_KEYS)
        ? Optional.of(Identification.open(commons, deployment.configuration().rotation(), opened))
        : Optional.empty();
  }

  private static Optional<Leases> leases(Deployment deployment, Store store, Opened opened)
      throws IOException {
    return isNamed(deployment, SpendFactory.NAME)
        ? Optional.of(opened.add(Leases.from(store, InstantSource.system())))
        : Optional.empty();
  }

  private static Optional<Issuers> issuers(
      Deployment deployment, EdgeLoops loops, FencedClock clock, Opened opened) {
    return isNamed(deployment, AccessTokenFactory.NAME)
        ? Optional.of(IssuerLinks.open(deployment, loops, clock, opened))
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
