package dev.portcullis.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.port.ModelCatalog;
import dev.portcullis.testkit.ModelCatalogContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KnownModelsTest implements ModelCatalogContract {

  private static final ModelCatalog.Model TINY =
      new ModelCatalog.Model(
          new ModelRef("tiny", "7"),
          "onnxruntime_onnx",
          List.of(new ModelCatalog.TensorSpec("in", Datatype.FP32, List.of(-1L, 4L))),
          List.of(),
          List.of());

  /** One model, of one version. */
  private static final ModelCatalog INSIDE =
      new ModelCatalog() {
        @Override
        public Optional<Model> find(ModelRef ref) {
          return Optional.of(TINY)
              .filter(m -> m.ref().name().equals(ref.name()))
              .filter(m -> ref.version().isEmpty() || ref.version().equals(m.ref().version()));
        }

        @Override
        public List<Model> models() {
          return List.of(TINY);
        }
      };

  @Override
  public ModelCatalog catalog() {
    return new KnownModels(INSIDE, List.of());
  }

  @Test
  void whereThereIsAnUpstream_everyNameMayBeOneOfItsModels_withoutAContract() {
    var known = new KnownModels(INSIDE, List.of("triton"));

    assertThat(known.find(ModelRef.of("anything")))
        .hasValueSatisfying(m -> assertThat(m.inputs()).isEmpty());
    assertThat(known.find(ModelRef.of("tiny"))).contains(TINY);
    assertThat(known.models()).extracting(m -> m.ref().name()).containsExactly("tiny", "triton");
  }

  @Test
  void theServerItself_andWhatComesWithPortcullis_areKnown() {
    assertThat(catalog().find(ModelRef.of(""))).isPresent();
    assertThat(catalog().find(ModelRef.of("asset.boot.png"))).isPresent();
  }
}
