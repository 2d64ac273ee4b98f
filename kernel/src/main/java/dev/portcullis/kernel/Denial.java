package dev.portcullis.kernel;

import java.util.List;

/**
 * A refusal for two audiences.
 *
 * @param reason what the caller is told
 * @param detail what the audit is told; never the matched text
 * @param violations what the caller may mend, for {@link Reason#INVALID} and its like
 * @param facts what the answer's header is to say, such as the state of a quota
 * @param reach what whoever refused knows of the model
 */
public record Denial(
    Reason reason, String detail, List<Violation> violations, List<Fact> facts, Reach reach) {

  /** Whether the model may have had the call: then it may have worked, and that is paid for. */
  public enum Reach {
    PERHAPS,
    /** Nothing of the call has left for the model, and nothing will. */
    NEVER
  }

  public Denial {
    violations = List.copyOf(violations);
    facts = List.copyOf(facts);
  }

  public static Denial of(Reason reason, String detail) {
    return new Denial(reason, detail, List.of(), List.of(), Reach.PERHAPS);
  }

  /** A backend's own, before its model had anything of the call. */
  public static Denial unreached(Reason reason, String detail) {
    return new Denial(reason, detail, List.of(), List.of(), Reach.NEVER);
  }

  public Denial withViolations(List<Violation> found) {
    return new Denial(reason, detail, found, facts, reach);
  }

  public Denial withFacts(List<Fact> known) {
    return new Denial(reason, detail, violations, known, reach);
  }
}
