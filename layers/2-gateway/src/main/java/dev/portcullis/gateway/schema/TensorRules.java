package dev.portcullis.gateway.schema;

import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds one tensor to what a model wants of it. Says what was expected, never what came. */
final class TensorRules {

  private final SchemaSettings settings;
  private final Elements elements;

  TensorRules(SchemaSettings settings) {
    this.settings = settings;
    this.elements = new Elements(settings.minValue(), settings.maxValue());
  }

  /** What was expected instead, where the tensor does not fit the model's. */
  Optional<String> expectation(Content.Tensor tensor, TensorSpec spec) {
    if (tensor.datatype() != spec.datatype()) {
      return Optional.of("datatype " + spec.datatype());
    }
    if (!isOfShape(tensor.shape(), spec.shape())) {
      return Optional.of("shape " + words(spec.shape()));
    }
    return expectation(tensor);
  }

  /** What was expected instead, where the tensor does not fit itself. */
  Optional<String> expectation(Content.Tensor tensor) {
    var count = elements(tensor.shape());
    if (count > settings.maxElements()) {
      return Optional.of("elements: 1.." + settings.maxElements());
    }
    if (count != held(tensor)) {
      return Optional.of("as many elements as the shape says");
    }
    return elements.fit(tensor) ? Optional.empty() : Optional.of(valueExpectation(tensor));
  }

  private static boolean isOfShape(List<Long> shape, List<Long> wanted) {
    if (shape.size() != wanted.size()) {
      return false;
    }
    for (var axis = 0; axis < shape.size(); axis++) {
      var size = wanted.get(axis);
      if (shape.get(axis) < 1 || (size >= 0 && !size.equals(shape.get(axis)))) {
        return false;
      }
    }
    return true;
  }

  /** Elements of the shape; {@link Long#MAX_VALUE} for what nobody can hold. */
  private static long elements(List<Long> shape) {
    var count = 1L;
    for (var size : shape) {
      if (size < 1 || count > Integer.MAX_VALUE / size) {
        return Long.MAX_VALUE;
      }
      count *= size;
    }
    return count;
  }

  private static long held(Content.Tensor tensor) {
    var data = tensor.data();
    if (tensor.datatype() == Datatype.BYTES) {
      return Elements.strings(data);
    }
    var bytes = tensor.datatype().bytes();
    return data.limit() % bytes == 0 ? data.limit() / bytes : -1;
  }

  private String valueExpectation(Content.Tensor tensor) {
    return tensor.datatype() == Datatype.BOOL
        ? "values: 0 or 1"
        : "finite values, %s to %s".formatted(settings.minValue(), settings.maxValue());
  }

  private static String words(List<Long> shape) {
    return shape.stream()
        .map(size -> size < 0 ? "any" : String.valueOf(size))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
