package dev.portcullis.kernel.call;

import java.util.List;
import java.util.Optional;

/**
 * A whole answer.
 *
 * @param model the model and version that ran
 * @param document the body it came in, or {@link Document#NONE} from a model in process
 * @param tokens what the model's server says that it counted, where it does
 */
public record Answer(
    ModelRef model, int status, List<Part> parts, Document document, Optional<Tokens> tokens)
    implements Reply {

  public Answer {
    parts = List.copyOf(parts);
  }

  /** An answer whose server counts no tokens. */
  public Answer(ModelRef model, int status, List<Part> parts, Document document) {
    this(model, status, parts, document, Optional.empty());
  }

  public static Answer of(ModelRef model, List<Part> parts) {
    return new Answer(model, 200, parts, Document.NONE);
  }

  /** How large its parts are. */
  public long bytes() {
    return parts.stream().mapToLong(part -> part.content().size()).sum();
  }

  /** The answer with these parts in place of the ones at the same pointers. */
  public Answer with(List<Part> rewritten) {
    var left = Call.replace(parts, rewritten);
    return new Answer(model, status, left, document.with(rewritten), tokens);
  }

  /** The same answer with what its server counted. */
  public Answer counting(Tokens counted) {
    return new Answer(model, status, parts, document, Optional.of(counted));
  }
}
