package dev.portcullis.inference.output;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Finding;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Content;
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
    // A refusal of an upstream's own, or a description, has no scores to tell.
    if (scores == null || answer.status() != OK || answer.parts().isEmpty()) {
      return Verdict.pass();
    }
    var tensors = answer.parts().stream().filter(OutputControl::isTensor).toList();
    if (tensors.isEmpty()) {
      return Verdict.deny(Reason.ANSWER_BLOCKED, "output: no tensor in which to find the scores");
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

  private static boolean isTensor(Part part) {
    return part.content() instanceof Content.Tensor;
  }

  private static Finding finding(List<Part> rewritten) {
    return new Finding("output.shaped", 0, rewritten.size() + " tensors");
  }
}
