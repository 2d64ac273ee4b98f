package dev.portcullis.app.config.binding;

/**
 * Where a value stands in its file.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param pointer a JSON pointer (RFC 6901); empty for the whole file
 */
public record Place(int line, int column, String pointer) {

  /** The whole file. */
  public static final Place START = new Place(1, 1, "");

  @Override
  public String toString() {
    return line + ":" + column + ": " + (pointer.isEmpty() ? "" : pointer + ": ");
  }

  /** The pointer to a key's value, or to an item by its index. */
  static String below(String pointer, String token) {
    return pointer + "/" + token.replace("~", "~0").replace("/", "~1");
  }
}
