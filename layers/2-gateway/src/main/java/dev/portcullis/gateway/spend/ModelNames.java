package dev.portcullis.gateway.spend;

/** One model by its name, or all whose names begin alike: {@code gpt-*}, or {@code *}. */
record ModelNames(String text) {

  private static final int MAX_CHARACTERS = 128;

  ModelNames {
    var star = text.indexOf('*');
    if (text.isEmpty() || text.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "models: " + text.length() + " characters (expected: 1.." + MAX_CHARACTERS + ")");
    }
    if (star >= 0 && star < text.length() - 1) {
      throw new IllegalArgumentException("models: `" + text + "` (expected: * at the end alone)");
    }
  }

  static ModelNames parse(String text) {
    return new ModelNames(text);
  }

  boolean include(String model) {
    return text.endsWith("*")
        ? model.regionMatches(0, text, 0, text.length() - 1)
        : model.equals(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
