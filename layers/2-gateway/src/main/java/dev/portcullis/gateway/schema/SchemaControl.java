package dev.portcullis.gateway.schema;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.port.ModelCatalog;
import dev.portcullis.kernel.port.ModelCatalog.Model;
import java.util.List;
import java.util.Optional;

/** Holds what a call brings to what its model takes. The model's own code never sees the rest. */
final class SchemaControl implements Control.OfRequest {

  /** Height and width, with channels, or with channels and a batch. */
  private static final int LEAST_PICTURE_RANK = 3;

  private static final int GREATEST_PICTURE_RANK = 4;

  private final SchemaSettings settings;
  private final TensorRules rules;
  private final ModelCatalog catalog;

  SchemaControl(SchemaSettings settings, ModelCatalog catalog) {
    this.settings = settings;
    this.rules = new TensorRules(settings);
    this.catalog = catalog;
  }

  @Override
  public Verdict onRequest(Exchange exchange, Call call) {
    var model = catalog.find(call.model());
    if (model.isEmpty()) {
      return Verdict.deny(Reason.NOT_FOUND, "schema: no such model");
    }
    if (call.operation() == Operation.DESCRIBE) {
      return Verdict.pass();
    }
    var violations =
        model.get().inputs().isEmpty() ? withoutContract(call) : against(model.get(), call);
    return violations.isEmpty() ? Verdict.pass() : deny(violations);
  }

  /** Where the model does not say what it takes, tensors at least have to fit themselves. */
  private List<Violation> withoutContract(Call call) {
    var tensors = tensors(call);
    if (tensors.isEmpty()) {
      return List.of();
    }
    return switch (settings.unknownContract()) {
      case DENY -> List.of(new Violation("", "no tensors: the model has no contract for them"));
      case ALLOW -> tensors.stream().flatMap(part -> selfViolation(part).stream()).toList();
    };
  }

  private Optional<Violation> selfViolation(Part part) {
    return part.content() instanceof Content.Tensor tensor
        ? rules.expectation(tensor).map(expected -> new Violation(part.pointer(), expected))
        : Optional.of(new Violation(part.pointer(), "a tensor"));
  }

  private List<Violation> against(Model model, Call call) {
    var tensors = tensors(call);
    var pictures = call.parts().stream().filter(SchemaControl::isPicture).toList();
    if (!pictures.isEmpty()) {
      return againstPicture(model, pictures, tensors);
    }
    return tensors.isEmpty() && takesText(model, call)
        ? List.of()
        : Inputs.violations(model.inputs(), tensors, rules);
  }

  /** A picture stands for the model's one input, which layer 3 makes of it. */
  private static List<Violation> againstPicture(
      Model model, List<Part> pictures, List<Part> tensors) {
    if (!takesPicture(model)) {
      return List.of(new Violation(pictures.getFirst().pointer(), "no picture for this model"));
    }
    return pictures.size() == 1 && tensors.isEmpty()
        ? List.of()
        : List.of(new Violation("", "one picture and nothing beside it"));
  }

  private static boolean takesPicture(Model model) {
    var input = model.inputs().getFirst();
    var rank = input.shape().size();
    return model.inputs().size() == 1
        && input.datatype() != Datatype.BYTES
        && rank >= LEAST_PICTURE_RANK
        && rank <= GREATEST_PICTURE_RANK;
  }

  /** Text that the model's own code turns into its inputs. */
  private static boolean takesText(Model model, Call call) {
    var hasText = call.parts().stream().anyMatch(part -> part.content() instanceof Content.Text);
    return hasText
        && switch (call.operation()) {
          case EMBED, CHAT, INVOKE -> true;
          case PREDICT, DESCRIBE -> takesStrings(model);
          case UPLOAD_DATASET, LIST_DATASETS, READ_DATASET, DELETE_DATASET -> false;
          case UPLOAD_VERSION, LIST_VERSIONS, READ_VERSION, DELETE_VERSION -> false;
        };
  }

  private static boolean takesStrings(Model model) {
    return model.inputs().size() == 1 && model.inputs().getFirst().datatype() == Datatype.BYTES;
  }

  private static List<Part> tensors(Call call) {
    return call.parts().stream()
        .filter(part -> part.kind() == Kind.TENSOR || part.content() instanceof Content.Tensor)
        .toList();
  }

  /** An address is a picture that another control will have fetched. */
  private static boolean isPicture(Part part) {
    return part.kind() == Kind.IMAGE || part.kind() == Kind.URL;
  }

  private static Verdict deny(List<Violation> violations) {
    var detail = "schema: violations: " + violations.size();
    return new Verdict.Deny(Denial.of(Reason.INVALID, detail).withViolations(violations));
  }
}
