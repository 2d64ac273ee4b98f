package dev.portcullis.inference.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The word pieces that a model knows, and their numbers. */
final class Vocabulary {

  static final String UNKNOWN = "[UNK]";
  static final String START = "[CLS]";
  static final String END = "[SEP]";

  private static final int MAX_PIECES = 1_000_000;

  private final Map<String, Integer> numbers;

  private Vocabulary(Map<String, Integer> numbers) {
    this.numbers = numbers;
    for (var special : new String[] {UNKNOWN, START, END}) {
      if (!numbers.containsKey(special)) {
        throw new IllegalArgumentException("tokenizer: no " + special + " in model.vocab");
      }
    }
  }

  /**
   * Reads {@code model.vocab} of a {@code tokenizer.json}.
   *
   * @throws IllegalArgumentException where it is none, or not of WordPiece pieces
   */
  static Vocabulary read(byte[] tokenizer) {
    try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), tokenizer)) {
      enter(parser, "model");
      enter(parser, "vocab");
      return new Vocabulary(pieces(parser));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("tokenizer: no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Goes on to the object of that name in the object that the parser stands before or in. */
  private static void enter(JsonParser parser, String name) {
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var found = parser.currentName().equals(name);
      if (parser.nextToken() == JsonToken.START_OBJECT && found) {
        return;
      }
      parser.skipChildren();
    }
    throw new IllegalArgumentException("tokenizer: no object named " + name);
  }

  private static Map<String, Integer> pieces(JsonParser parser) {
    var pieces = new HashMap<String, Integer>(1 << 16);
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var piece = parser.currentName();
      parser.nextToken();
      pieces.put(piece, parser.getIntValue());
      if (pieces.size() > MAX_PIECES) {
        throw new IllegalArgumentException("tokenizer: more than " + MAX_PIECES + " pieces");
      }
    }
    return pieces;
  }

  Optional<Integer> find(String piece) {
    return Optional.ofNullable(numbers.get(piece));
  }

  int number(String special) {
    return find(special).orElseThrow();
  }
}
