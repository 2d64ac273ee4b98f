package dev.portcullis.inference.quarantine;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of an upload. On disk it is six lines, a word and a value each.
 *
 * @param id by which its owner finds it; of no use to anybody else
 * @param name the data set's, or the model's
 * @param sha256 of the content, in lower-case hexadecimal
 */
record Upload(
    String id,
    Kind kind,
    String name,
    String sha256,
    long bytes,
    String mediaType,
    Instant received) {

  /** What it is to become. */
  enum Kind {
    DATASET("dataset"),
    VERSION("version");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    private static Kind of(String word) {
      return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst().orElseThrow();
    }
  }

  private static final List<String> WORDS =
      List.of("kind", "name", "sha256", "bytes", "type", "received");

  String text() {
    var values = List.of(kind.word, name, sha256, "" + bytes, mediaType, received.toString());
    var text = new StringBuilder();
    for (int i = 0; i < WORDS.size(); i++) {
      text.append(WORDS.get(i)).append(' ').append(values.get(i)).append('\n');
    }
    return text.toString();
  }

  /**
   * What {@link #text} wrote.
   *
   * @throws IllegalArgumentException where it is anything else
   */
  static Upload read(String id, List<String> lines) {
    if (lines.size() != WORDS.size()) {
      throw new IllegalArgumentException("lines: " + lines.size());
    }
    try {
      return new Upload(
          id,
          Kind.of(value(lines, 0)),
          value(lines, 1),
          value(lines, 2),
          Long.parseLong(value(lines, 3)),
          value(lines, 4),
          Instant.parse(value(lines, 5)));
    } catch (DateTimeParseException | java.util.NoSuchElementException e) {
      throw new IllegalArgumentException("a value is none", e);
    }
  }

  private static String value(List<String> lines, int at) {
    var word = WORDS.get(at) + " ";
    if (!lines.get(at).startsWith(word)) {
      throw new IllegalArgumentException("line " + at + " (expected: " + word + "…)");
    }
    return lines.get(at).substring(word.length());
  }
}
