package dev.portcullis.inference.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts text into the pieces that BERT models without case were trained on (Devlin et al., 2019;
 * Schuster and Nakajima, 2012): clean, fold case and accents, split at spaces and punctuation, and
 * then take, word by word, the longest piece that is known.
 *
 * <p>Names of special pieces in a text, such as {@code [SEP]}, are text like any other: a caller
 * does not get to write the model's own marks.
 */
final class WordPiece {

  private static final String CONTINUED = "##";
  private static final int MAX_WORD_CHARS = 100;

  private final Vocabulary vocabulary;

  WordPiece(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The numbers of the text's pieces between those for start and end. */
  List<Integer> encode(String text) {
    var numbers = new ArrayList<Integer>();
    numbers.add(vocabulary.number(Vocabulary.START));
    words(text).forEach(word -> numbers.addAll(pieces(word)));
    numbers.add(vocabulary.number(Vocabulary.END));
    return numbers;
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    folded(text)
        .codePoints()
        .forEach(c -> {
          if (standsAlone(c) || Character.isWhitespace(c)) {
            finish(word, words);
          }
          if (standsAlone(c)) {
            words.add(Character.toString(c));
          } else if (!Character.isWhitespace(c)) {
            word.appendCodePoint(c);
          }
        });
    finish(word, words);
    return words;
  }

  private static void finish(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static String folded(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> appendClean(clean, c));
    var folded = new StringBuilder(clean.length());
    Normalizer.normalize(clean, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(folded::appendCodePoint);
    return folded.toString().toLowerCase(Locale.ROOT);
  }

  private static void appendClean(StringBuilder clean, int c) {
    if (c == '\t' || c == '\n' || c == '\r' || Character.getType(c) == Character.SPACE_SEPARATOR) {
      clean.append(' ');
    } else if (c != 0xFFFD && !isControl(c)) {
      clean.appendCodePoint(c);
    }
  }

  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private static boolean standsAlone(int c) {
    return isPunctuation(c) || isChinese(c);
  }

  private static boolean isPunctuation(int c) {
    if ((c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`')) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> c >= '{' && c <= '~';
    };
  }

  /** The blocks of CJK ideographs that BERT's authors name; Hangul and Kana are not among them. */
  private static boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }

  private List<Integer> pieces(String word) {
    var unknown = List.of(vocabulary.number(Vocabulary.UNKNOWN));
    if (word.codePointCount(0, word.length()) > MAX_WORD_CHARS) {
      return unknown;
    }
    var pieces = new ArrayList<Integer>();
    var start = 0;
    while (start < word.length()) {
      var end = longest(word, start, pieces);
      if (end == start) {
        return unknown;
      }
      start = end;
    }
    return pieces;
  }

  /**
   * Adds the longest piece that is known; returns where it ends, or its start where there is none.
   */
  private int longest(String word, int start, List<Integer> pieces) {
    for (int end = word.length(); end > start; end--) {
      var piece = word.substring(start, end);
      var found = vocabulary.find(start == 0 ? piece : CONTINUED + piece);
      if (found.isPresent()) {
        pieces.add(found.get());
        return end;
      }
    }
    return start;
  }
}
