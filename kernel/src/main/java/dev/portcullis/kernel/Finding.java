package dev.portcullis.kernel;

/**
 * Something worth knowing that a control noticed.
 *
 * @param kind a bounded name, such as {@code extraction.suspected}
 * @param score how sure the control is, 0 to 1
 * @param detail for the audit; never the matched text
 */
public record Finding(String kind, double score, String detail) {

  public Finding {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score: " + score + " (expected: 0..1)");
    }
  }
}
