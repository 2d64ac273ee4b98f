package dev.portcullis.kernel.call;

import java.util.List;

/**
 * A whole answer.
 *
 * @param model the model and version that ran
 * @param document the body it came in, or {@link Document#NONE} from a model in process
 */
public record Answer(ModelRef model, int status, List<Part> parts, Document document)
    implements Reply {

  public Answer {
    parts = List.copyOf(parts);
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
    return new Answer(model, status, Call.replace(parts, rewritten), document.with(rewritten));
  }
}
