package dev.portcullis.gateway.schema;

import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lays a call's tensors beside a model's inputs: by name, and by position where a tensor has no
 * name. Each input is wanted exactly once.
 */
final class Inputs {

  private final List<TensorSpec> wanted;
  private final TensorRules rules;
  private final Set<String> given = new HashSet<>();
  private final List<Violation> violations = new ArrayList<>();

  private Inputs(List<TensorSpec> wanted, TensorRules rules) {
    this.wanted = wanted;
    this.rules = rules;
  }

  static List<Violation> violations(
      List<TensorSpec> wanted, List<Part> tensors, TensorRules rules) {
    if (tensors.size() > wanted.size()) {
      return List.of(new Violation("", "inputs: " + wanted.size()));
    }
    var inputs = new Inputs(wanted, rules);
    for (var position = 0; position < tensors.size(); position++) {
      inputs.lay(position, tensors.get(position));
    }
    inputs.findMissing();
    return inputs.violations;
  }

  private void lay(int position, Part part) {
    if (!(part.content() instanceof Content.Tensor tensor)) {
      violations.add(new Violation(part.pointer(), "a tensor"));
      return;
    }
    var spec = spec(position, tensor.name());
    if (spec.isEmpty()) {
      violations.add(new Violation(part.pointer(), "the name of one of the model's inputs"));
    } else if (!given.add(spec.get().name())) {
      violations.add(new Violation(part.pointer(), "each input once"));
    } else {
      rules
          .expectation(tensor, spec.get())
          .ifPresent(expected -> violations.add(new Violation(part.pointer(), expected)));
    }
  }

  private Optional<TensorSpec> spec(int position, String name) {
    return name.isEmpty()
        ? Optional.of(wanted.get(position))
        : wanted.stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  private void findMissing() {
    wanted.stream()
        .filter(spec -> !given.contains(spec.name()))
        .forEach(spec -> violations.add(new Violation("", "an input named " + spec.name())));
  }
}
