package dev.portcullis.kernel;

import java.util.List;

/**
 * A refusal for two audiences.
 *
 * @param reason what the caller is told
 * @param detail what the audit is told; never the matched text
 * @param violations what the caller may mend, for {@link Reason#INVALID} and its like
 * @param facts what the answer's header is to say, such as the state of a quota
 */
public record Denial(Reason reason, String detail, List<Violation> violations, List<Fact> facts) {

  public Denial {
    violations = List.copyOf(violations);
    facts = List.copyOf(facts);
  }

  public static Denial of(Reason reason, String detail) {
    return new Denial(reason, detail, List.of(), List.of());
  }

  public Denial withViolations(List<Violation> found) {
    return new Denial(reason, detail, found, facts);
  }

  public Denial withFacts(List<Fact> known) {
    return new Denial(reason, detail, violations, known);
  }
}
