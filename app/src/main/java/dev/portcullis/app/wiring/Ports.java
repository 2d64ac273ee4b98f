package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.gateway.apikey.KeyRing;
import dev.portcullis.gateway.apikey.Peppers;
import dev.portcullis.gateway.quota.LimitCounters;
import dev.portcullis.gateway.quota.MemoryCounters;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.kernel.port.ModelCatalog;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Opens what controls need from outside: only what the policies in force name. */
final class Ports {

  private static final String API_KEYS = "apikey";

  private final Deployment deployment;
  private final DataFolder data;
  private final Opened opened;

  Ports(Deployment deployment, DataFolder data, Opened opened) {
    this.deployment = deployment;
    this.data = data;
    this.opened = opened;
  }

  Services services(ModelCatalog models, Containment containment) throws IOException {
    Map<Class<?>, Object> services = new HashMap<>();
    services.put(ModelCatalog.class, models);
    services.put(Containment.class, containment);
    services.put(LimitCounters.class, counters());
    if (isNamed(API_KEYS)) {
      var identification = Identification.open(data, opened);
      services.put(KeyRing.class, identification.ring());
      services.put(Peppers.class, identification.peppers());
    }
    return new Services(services);
  }

  private boolean isNamed(String control) {
    return deployment.policies().stream()
        .anyMatch(p -> p.isAsked() && p.policy().control().equals(control));
  }

  private static LimitCounters counters() {
    return LimitCounters.inMemory(memory(), memory());
  }

  private static MemoryCounters memory() {
    return new MemoryCounters(MemoryCounters.DEFAULT_MAX_WINDOWS, System::nanoTime);
  }
}
