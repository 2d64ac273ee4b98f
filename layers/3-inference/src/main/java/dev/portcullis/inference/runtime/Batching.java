package dev.portcullis.inference.runtime;

import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.util.List;
import java.util.stream.Stream;

/** Which calls may share a run: those that differ in nothing but how many rows they have. */
final class Batching {

  private Batching() {}

  /** Whether the model leaves the first size of everything open, as models that take batches do. */
  static boolean isOpen(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    return Stream.concat(inputs.stream(), outputs.stream())
        .allMatch(spec ->
            spec.datatype() != Datatype.BYTES
                && !spec.shape().isEmpty()
                && spec.shape().getFirst() == -1);
  }

  static boolean fitTogether(List<Content.Tensor> one, List<Content.Tensor> other) {
    for (int i = 0; i < one.size(); i++) {
      if (!sizesOfRow(one.get(i)).equals(sizesOfRow(other.get(i)))) {
        return false;
      }
    }
    return true;
  }

  static long rows(List<Content.Tensor> inputs) {
    var shape = inputs.getFirst().shape();
    return shape.isEmpty() ? 1 : shape.getFirst();
  }

  /** Whether every input has as many rows as the first. */
  static boolean isEven(List<Content.Tensor> inputs) {
    var rows = rows(inputs);
    return inputs.stream().allMatch(i -> !i.shape().isEmpty() && i.shape().getFirst() == rows);
  }

  private static List<Long> sizesOfRow(Content.Tensor tensor) {
    return tensor.shape().subList(1, tensor.shape().size());
  }
}
