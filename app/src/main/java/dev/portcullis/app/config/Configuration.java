package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.gateway.quota.RedisSettings;
import dev.portcullis.gateway.store.StoreSettings;
import dev.portcullis.inference.quarantine.QuarantineSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The whole file. */
public record Configuration(
    @Says("The format of this file: 1.") int version,
    @Says("Where data is kept: keys, ledger, certificates.") @Default("data") Path data,
    @Says("Addresses that clients call.") List<ListenerConfig> listeners,
    @Says("The listener for operators: status, metrics, health.") AdminConfig admin,
    @Says("Model servers behind the gateway.") List<UpstreamConfig> upstreams,
    @Says("Models that run inside.") List<ModelConfig> models,
    @Says("What is served under which path.") List<RouteConfig> routes,
    @Says("Controls, each with where and how it acts.") List<PolicyConfig> policies,
    @Says("Issuers of access tokens.") List<IssuerConfig> issuers,
    @Says("What the gateway may fetch on a caller's behalf.") FetchConfig fetch,
    @Says("The ledger of decisions.") AuditConfig audit,
    @Says("How API keys get successors before they end.") RotationConfig rotation,
    @Says("Shared counters; absent: each gateway counts for itself.") Optional<RedisSettings> redis,
    @Says("The database of a fleet: keys, what was spent, revocations; absent: files in `data`.")
        Optional<StoreSettings> store,
    @Says("How much may be brought as data sets and versions of models.")
        QuarantineSettings quarantine) {

  static final int VERSION = 1;

  public Configuration {
    if (version != VERSION) {
      throw new IllegalArgumentException("version: " + version + " (expected: " + VERSION + ")");
    }
    listeners = List.copyOf(listeners);
    upstreams = List.copyOf(upstreams);
    models = List.copyOf(models);
    routes = List.copyOf(routes);
    policies = List.copyOf(policies);
    issuers = List.copyOf(issuers);
  }
}
