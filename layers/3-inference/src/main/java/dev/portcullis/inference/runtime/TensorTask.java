package dev.portcullis.inference.runtime;

import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls that bring the model's inputs as they are. */
public final class TensorTask implements Task {

  private final List<TensorSpec> specs;
  private final Answers answers;

  public TensorTask(List<TensorSpec> specs, Answers answers) {
    this.specs = List.copyOf(specs);
    this.answers = answers;
  }

  @Override
  public boolean takes(Call call) {
    return !call.parts().isEmpty()
        && call.parts().stream().allMatch(part -> part.content() instanceof Content.Tensor);
  }

  @Override
  public Effort effort() {
    return Effort.LIGHT;
  }

  @Override
  public List<List<Content.Tensor>> inputs(Call call) {
    if (call.parts().size() != specs.size()) {
      throw InputCheck.invalid("/inputs", "expected: each of the model's inputs, once");
    }
    var given = specs.size() == 1 ? theOnly(call) : byName(call);
    return List.of(specs.stream().map(spec -> matching(spec, given)).toList());
  }

  @Override
  public List<Part> answer(Call call, List<List<Content.Tensor>> outputs) {
    return answers.parts(call, outputs.getFirst());
  }

  /** Where there is one input, a tensor without a name can only be it. */
  private Map<String, Part> theOnly(Call call) {
    var part = call.parts().getFirst();
    var name = part.content() instanceof Content.Tensor tensor ? tensor.name() : "";
    return Map.of(name.isEmpty() ? specs.getFirst().name() : name, part);
  }

  private static Map<String, Part> byName(Call call) {
    var parts = new HashMap<String, Part>();
    for (var part : call.parts()) {
      if (part.content() instanceof Content.Tensor tensor) {
        parts.put(tensor.name(), part);
      }
    }
    return parts;
  }

  private static Content.Tensor matching(TensorSpec spec, Map<String, Part> given) {
    var part = given.get(spec.name());
    if (part == null || !(part.content() instanceof Content.Tensor tensor)) {
      throw InputCheck.invalid("/inputs", "expected: an input named " + spec.name());
    }
    return InputCheck.check(part.pointer(), tensor, spec);
  }
}
