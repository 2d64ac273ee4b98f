package dev.portcullis.edge.surfaces;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Violation;
import java.util.List;

/** Refusals that a surface raises while it reads. They name a place and what was expected there. */
public final class Refused {

  private Refused() {}

  /** It could be read, and breaks its contract. */
  public static DeniedException invalid(String pointer, String expectation) {
    return of(Reason.INVALID, pointer, expectation);
  }

  /** It could not be read. */
  public static DeniedException malformed(String pointer, String expectation) {
    return of(Reason.MALFORMED, pointer, expectation);
  }

  /** It could not be read, and no place in it is to blame. */
  public static DeniedException malformed(String detail) {
    return new DeniedException(Reason.MALFORMED, detail);
  }

  private static DeniedException of(Reason reason, String pointer, String expectation) {
    var violations = List.of(new Violation(pointer, expectation));
    var detail = "body: expected " + expectation;
    return new DeniedException(Denial.of(reason, detail).withViolations(violations));
  }
}
