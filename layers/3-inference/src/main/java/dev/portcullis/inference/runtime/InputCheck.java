package dev.portcullis.inference.runtime;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Whether a tensor is what the model takes. The gateway has checked it already; a model that is
 * given what it doesn't expect is native code that reads past its buffers, so it is checked again.
 */
final class InputCheck {

  /** Rows that one call may ask for at once. */
  static final long MAX_ROWS = 1_024;

  private InputCheck() {}

  /** The tensor, if it fits. */
  static Content.Tensor check(String pointer, Content.Tensor tensor, TensorSpec spec) {
    mismatch(tensor, spec)
        .ifPresent(expectation -> {
          throw invalid(pointer, "expected: " + expectation);
        });
    return tensor;
  }

  static DeniedException invalid(String pointer, String expectation) {
    return new DeniedException(
        Denial.of(Reason.INVALID, "model input at " + pointer + ": " + expectation)
            .withViolations(List.of(new Violation(pointer, expectation))));
  }

  private static Optional<String> mismatch(Content.Tensor tensor, TensorSpec spec) {
    if (tensor.datatype() != spec.datatype()) {
      return Optional.of("datatype " + spec.datatype());
    }
    if (!fits(tensor.shape(), spec.shape())) {
      return Optional.of("shape " + spec.shape() + " with at most " + MAX_ROWS + " rows");
    }
    if (!filled(tensor)) {
      return Optional.of("as much data as the shape holds");
    }
    if (tensor.datatype() == Datatype.BOOL && !isTruth(tensor.data())) {
      return Optional.of("0 or 1 for false or true");
    }
    return Finite.everywhere(tensor) ? Optional.empty() : Optional.of("finite numbers");
  }

  private static boolean fits(List<Long> shape, List<Long> wanted) {
    if (shape.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < shape.size(); i++) {
      var size = shape.get(i);
      if (size < 1 || (wanted.get(i) != -1 && !wanted.get(i).equals(size))) {
        return false;
      }
    }
    return shape.isEmpty() || shape.getFirst() <= MAX_ROWS || wanted.getFirst() != -1;
  }

  /** Compiled code takes it for granted that a truth value is one or zero. */
  private static boolean isTruth(ByteBuffer data) {
    for (int i = data.position(); i < data.limit(); i++) {
      if ((data.get(i) & ~1) != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean filled(Content.Tensor tensor) {
    try {
      if (tensor.datatype() == Datatype.BYTES) {
        return ByteStrings.read(tensor).length == tensor.elements();
      }
      var bytes = Math.multiplyExact(tensor.elements(), (long) tensor.datatype().bytes());
      return bytes == tensor.data().remaining();
    } catch (ArithmeticException | IllegalArgumentException _) {
      return false;
    }
  }
}
