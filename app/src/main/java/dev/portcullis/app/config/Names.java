package dev.portcullis.app.config;

/** Names of objects, bounded so that they are safe in metrics, file names and messages. */
final class Names {

  static final int MAX_NAME_CHARS = 64;

  private Names() {}

  /**
   * The name itself.
   *
   * @throws IllegalArgumentException where it is no name, beginning with the key it stands under
   */
  static String checked(String key, String name) {
    var allowed = name.chars().allMatch(Names::isAllowed);
    if (name.isEmpty() || name.length() > MAX_NAME_CHARS || !allowed) {
      throw new IllegalArgumentException(
          key + ": `" + name + "` (expected: 1.." + MAX_NAME_CHARS + " of a-z A-Z 0-9 . _ -)");
    }
    return name;
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  static int checkedPort(String key, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(key + ": " + port + " (expected: 0..65535)");
    }
    return port;
  }
}
