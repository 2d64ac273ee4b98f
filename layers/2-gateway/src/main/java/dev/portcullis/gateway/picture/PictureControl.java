package dev.portcullis.gateway.picture;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Finding;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at pictures' headers before anybody decodes them. Decoders are large and have a history;
 * they run in layer 3, and on nothing that this has not measured.
 */
final class PictureControl implements Control.OfRequest {

  private final PictureSettings settings;
  private final PictureRules rules;

  PictureControl(PictureSettings settings) {
    this.settings = settings;
    this.rules = new PictureRules(settings);
  }

  @Override
  public Verdict onRequest(Exchange exchange, Call call) {
    var pictures = call.parts().stream().filter(part -> part.kind() == Kind.IMAGE).toList();
    if (pictures.isEmpty()) {
      return Verdict.pass();
    }
    if (pictures.size() > settings.maxPictures()) {
      var expected = new Violation("", "pictures: at most " + settings.maxPictures());
      return deny(Reason.INVALID, List.of(expected));
    }
    return verdict(pictures);
  }

  private Verdict verdict(List<Part> pictures) {
    var reasons = new ArrayList<Reason>();
    var violations = new ArrayList<Violation>();
    var trailing = 0L;
    for (var picture : pictures) {
      switch (rules.judge(picture.content())) {
        case Judgement.Fine _ -> {}
        case Judgement.Trailed(var bytes) -> trailing += bytes;
        case Judgement.Refused(var reason, var expectation) -> {
          reasons.add(reason);
          violations.add(new Violation(picture.pointer(), expectation));
        }
      }
    }
    if (!violations.isEmpty()) {
      return deny(reasons.getFirst(), violations);
    }
    return trailing == 0
        ? Verdict.pass()
        : new Verdict.Flag(
            new Finding("picture.trailing", 0.5, trailing + " bytes after a picture's end"));
  }

  private static Verdict deny(Reason reason, List<Violation> violations) {
    var detail = "picture: expected: " + violations.getFirst().expectation();
    return new Verdict.Deny(Denial.of(reason, detail).withViolations(violations));
  }
}
