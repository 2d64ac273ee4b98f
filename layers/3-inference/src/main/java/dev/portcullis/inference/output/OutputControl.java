package dev.portcullis.inference.output;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Finding;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells of a model's scores no more than the policy allows: each digit of a score is what model
 * extraction and membership inference live on. The label never changes.
 */
final class OutputControl implements Control.OfReply {

  private static final int OK = 200;

  private final OutputSettings settings;

  OutputControl(OutputSettings settings) {
    this.settings = settings;
  }

  @Override
  public Verdict onReply(Exchange exchange, Answer answer) {
    var scores = settings.models().get(answer.model().name());
    // A refusal of an upstream's own has no scores to tell.
    if (scores == null || answer.status() != OK) {
      return Verdict.pass();
    }
    var tensors = answer.parts().stream().filter(OutputControl::isTensor).toList();
    if (tensors.isEmpty()) {
      return withoutTensors(answer);
    }
    if (!tensors.stream().allMatch(OutputControl::isWhole)) {
      return Verdict.deny(Reason.MODEL_FAILED, "output: a tensor that is not as long as its shape");
    }
    var rewritten = new ArrayList<Part>();
    for (var part : tensors) {
      if (part.content() instanceof Content.Tensor tensor) {
        var shaped = new ShapedTensor(tensor, scores).shaped(tensors.size());
        rewritten.add(new Part(part.pointer(), part.kind(), part.provenance(), shaped));
      }
    }
    return new Verdict.Rewrite(rewritten, finding(rewritten));
  }

  /** Of our own making it is a description; in a body of an upstream's there may be scores. */
  private static Verdict withoutTensors(Answer answer) {
    var isDescription = answer.parts().stream().allMatch(part -> part.kind() == Kind.STRUCTURE);
    return isDescription && answer.document().equals(Document.NONE)
        ? Verdict.pass()
        : Verdict.deny(Reason.ANSWER_BLOCKED, "output: no tensor in which to find the scores");
  }

  /** Whether there is a byte for every element, and one element at least in every row. */
  private static boolean isWhole(Part part) {
    if (!(part.content() instanceof Content.Tensor tensor) || tensor.withheld()) {
      return true;
    }
    var elements = 1L;
    for (var size : tensor.shape()) {
      if (size < 1 || size > Integer.MAX_VALUE || elements > Integer.MAX_VALUE) {
        return false;
      }
      elements *= size;
    }
    var bytes = tensor.datatype().bytes();
    return bytes == 0 || elements * bytes == tensor.data().remaining();
  }

  private static boolean isTensor(Part part) {
    return part.content() instanceof Content.Tensor;
  }

  private static Finding finding(List<Part> rewritten) {
    return new Finding("output.shaped", 0, rewritten.size() + " tensors");
  }
}
