package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RotationConfig;
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
import java.util.concurrent.Executor;

/**
 * What controls need from outside; opened only where a policy names who needs it, and then kept:
 * controls are made anew for each configuration, so what they must remember is remembered here.
 */
final class Ports implements AutoCloseable {

  private static final String API_KEYS = "apikey";
  private static final String REVOCATION = "revocation";

  private final Opened opened = new Opened();
  private final Commons commons;
  private final EdgeLoops loops;
  private final Executor workers;
  private final FencedClock clock = FencedClock.system();
  private final RotationConfig rotation;
  private final LimitStore limits;
  private final ContainmentBoard containment = new ContainmentBoard(Clock.systemUTC());
  private volatile Optional<RevocationRegister> revocations = Optional.empty();
  private volatile Optional<Identification> identification = Optional.empty();
  private volatile Optional<Leases> leases = Optional.empty();
  private volatile Optional<Issuers> issuers = Optional.empty();

  private Ports(Deployment deployment, Commons commons, EdgeLoops loops, Executor workers) {
    this.commons = opened.add(commons);
    this.loops = loops;
    this.workers = workers;
    this.rotation = deployment.configuration().rotation();
    this.limits = opened.add(limits(deployment));
  }

  static Ports open(Deployment deployment, EdgeLoops loops, Executor workers) throws IOException {
    return new Ports(deployment, Commons.of(deployment), loops, workers);
  }

  /** What the controls of a configuration are made with; what it is the first to need is opened. */
  Services services(Deployment deployment, ModelCatalog models, Egress egress) throws IOException {
    openWhatIsNamedIn(deployment);
    Map<Class<?>, Object> services = new HashMap<>();
    services.put(ModelCatalog.class, models);
    services.put(Egress.class, egress);
    services.put(Containment.class, containment);
    services.put(LimitCounters.class, limits.counters());
    services.put(Store.class, commons.store());
    revocations.ifPresent(register -> services.put(Revocations.class, register));
    identification.ifPresent(known -> {
      services.put(KeyRing.class, known.ring());
      services.put(Peppers.class, known.peppers());
    });
    services.put(FencedClock.class, clock);
    leases.ifPresent(held -> services.put(Leases.class, held));
    issuers.ifPresent(known -> services.put(Issuers.class, known));
    return new Services(services);
  }

  private void openWhatIsNamedIn(Deployment deployment) throws IOException {
    if (isNamed(deployment, REVOCATION) && revocations.isEmpty()) {
      revocations = Optional.of(opened.add(commons.revocations()));
    }
    if (isNamed(deployment, API_KEYS) && identification.isEmpty()) {
      identification = Optional.of(Identification.open(commons, rotation, opened));
    }
    if (isNamed(deployment, SpendFactory.NAME) && leases.isEmpty()) {
      leases = Optional.of(opened.add(Leases.from(commons.store(), InstantSource.system())));
    }
    if (isNamed(deployment, AccessTokenFactory.NAME) && issuers.isEmpty()) {
      var links = IssuerLinks.open(deployment, loops, opened);
      issuers = Optional.of(opened.add(Issuers.following(links, clock, workers)));
    }
  }

  LimitStore limits() {
    return limits;
  }

  ContainmentBoard containment() {
    return containment;
  }

  /** What holds exchanges back that are under way: measures, and what was taken back. */
  Containment holdingBack() {
    return revocations
        .<Containment>map(register -> new RevokedContainment(containment, register))
        .orElse(containment);
  }

  /** Empty where no policy ever asked what was taken back. */
  Optional<RevocationRegister> revocations() {
    return revocations;
  }

  /** Empty where no policy ever asked for keys. */
  Optional<Identification> identification() {
    return identification;
  }

  /** Empty where no policy ever asked what may be spent. */
  Optional<Leases> leases() {
    return leases;
  }

  /** Empty where no policy ever asked for access tokens. */
  Optional<Issuers> issuers() {
    return issuers;
  }

  FencedClock clock() {
    return clock;
  }

  @Override
  public void close() {
    opened.close();
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
