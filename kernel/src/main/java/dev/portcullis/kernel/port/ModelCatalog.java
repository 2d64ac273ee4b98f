package dev.portcullis.kernel.port;

import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.ModelRef;
import java.util.List;
import java.util.Optional;

/** The models that are served, and what each takes and gives. */
public interface ModelCatalog {

  Optional<Model> find(ModelRef ref);

  List<Model> models();

  /**
   * A served model.
   *
   * @param ref name and version
   * @param platform such as {@code onnxruntime_onnx}, or {@code upstream}
   * @param labels names of the classes, empty where it is no classifier
   */
  record Model(
      ModelRef ref,
      String platform,
      List<TensorSpec> inputs,
      List<TensorSpec> outputs,
      List<String> labels) {
    public Model {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
      labels = List.copyOf(labels);
    }
  }

  /**
   * What a tensor must look like.
   *
   * @param shape sizes, outermost first; -1 where any size goes
   */
  record TensorSpec(String name, Datatype datatype, List<Long> shape) {
    public TensorSpec {
      shape = List.copyOf(shape);
    }
  }
}
