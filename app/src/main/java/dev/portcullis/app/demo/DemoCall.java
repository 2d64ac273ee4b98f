package dev.portcullis.app.demo;

/**
 * A call and what is to come of it.
 *
 * @param expected in words: a label, or a refusal's code
 */
record DemoCall(String title, DemoRequest request, int status, String expected) {

  /** Whether it came. */
  boolean isMetBy(DemoClient.Got got) {
    return got.status() == status && said(got).equals(expected);
  }

  static String said(DemoClient.Got got) {
    return got.label().isEmpty() ? got.code() : got.label();
  }
}
