package dev.portcullis.kernel.call;

/**
 * A sliding view on a streamed answer's text.
 *
 * @param text what is held back, oldest first
 * @param fresh index in {@code text} of the first character not seen before
 * @param end whether the stream has ended
 */
public record Window(String text, int fresh, End end) {

  /** Whether more follows. */
  public enum End {
    OPEN,
    LAST
  }
}
