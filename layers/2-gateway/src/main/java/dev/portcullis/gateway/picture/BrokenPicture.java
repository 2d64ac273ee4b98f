package dev.portcullis.gateway.picture;

/** A header breaks its format. It has no stack trace: bad input is no accident. */
final class BrokenPicture extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenPicture(String expectation) {
    super(expectation, null, false, false);
  }

  /** What should have been there; never what was. */
  String expectation() {
    return String.valueOf(getMessage());
  }

  static void unless(boolean holds, String expectation) {
    if (!holds) {
      throw new BrokenPicture(expectation);
    }
  }
}
