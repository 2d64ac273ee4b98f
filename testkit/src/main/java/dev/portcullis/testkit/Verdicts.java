package dev.portcullis.testkit;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Finding;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads verdicts in tests. */
public final class Verdicts {

  private Verdicts() {}

  /** Why it denied, or empty where it did not. */
  public static Optional<Reason> reason(Verdict verdict) {
    return denial(verdict).map(Denial::reason);
  }

  public static Optional<Denial> denial(Verdict verdict) {
    return verdict instanceof Verdict.Deny(var denial) ? Optional.of(denial) : Optional.empty();
  }

  /** What must come out again when the same is asked twice. */
  static List<Object> gist(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass _ -> List.of("pass");
      case Verdict.Flag(var finding) -> List.of("flag", finding.kind());
      case Verdict.Rewrite(var parts, _) -> List.of("rewrite", parts);
      case Verdict.Deny(var denial) -> List.of("deny", denial.reason(), denial.violations());
    };
  }

  /** Every word of it that a caller or the audit may read. */
  static List<String> words(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass _ -> List.of();
      case Verdict.Flag(var finding) -> words(finding);
      case Verdict.Rewrite(_, var finding) -> words(finding);
      case Verdict.Deny(var denial) -> words(denial);
    };
  }

  private static List<String> words(Finding finding) {
    return List.of(finding.kind(), finding.detail());
  }

  private static List<String> words(Denial denial) {
    var words = new ArrayList<>(List.of(denial.detail()));
    denial.violations().forEach(v -> words.add(v.pointer() + " " + v.expectation()));
    return words;
  }
}
