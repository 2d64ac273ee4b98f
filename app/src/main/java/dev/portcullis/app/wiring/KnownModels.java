package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.wiring.asset.Asset;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.port.ModelCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The models that controls know of: those inside with their contracts, and those behind upstreams,
 * of which the gateway has no contract. An upstream may hold models that nobody named here, so
 * where there is one, every name may be one of its models; the guard still lets no route reach
 * another's.
 */
record KnownModels(ModelCatalog inside, List<String> upstreams) implements ModelCatalog {

  private static final String PLATFORM = "upstream";

  static KnownModels of(ModelCatalog inside, Deployment deployment) {
    var names =
        deployment.configuration().upstreams().stream().map(upstream -> upstream.name()).toList();
    return new KnownModels(inside, names);
  }

  @Override
  public Optional<Model> find(ModelRef ref) {
    return inside.find(ref).or(() -> withoutContract(ref));
  }

  private Optional<Model> withoutContract(ModelRef ref) {
    var served = Arrays.stream(Asset.values()).anyMatch(a -> a.model().equals(ref.name()));
    return upstreams.isEmpty() && !served && !ref.name().isEmpty()
        ? Optional.empty()
        : Optional.of(named(ref));
  }

  private static Model named(ModelRef ref) {
    return new Model(ref, PLATFORM, List.of(), List.of(), List.of());
  }

  @Override
  public List<Model> models() {
    return Stream.concat(
            inside.models().stream(), upstreams.stream().map(ModelRef::of).map(KnownModels::named))
        .toList();
  }
}
