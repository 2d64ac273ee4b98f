package dev.portcullis.inference.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what Hugging Face's tokenizers 0.23.3 says with the same vocabulary. */
final class WordPieceTest {

  private static WordPiece wordPiece;

  @BeforeAll
  static void readVocabulary() throws IOException {
    try (var in =
        Objects.requireNonNull(
            WordPieceTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json"))) {
      wordPiece = new WordPiece(Vocabulary.read(in.readAllBytes()));
    }
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        text("", 101, 102),
        text("Hello, world!", 101, 7592, 1010, 2088, 999, 102),
        text("Café naïve ÀÉÎ", 101, 7668, 15743, 29347, 2072, 102),
        text("unbelievable embeddings", 101, 23653, 7861, 8270, 4667, 2015, 102),
        text("東京 tower's 日本語", 101, 1879, 1755, 3578, 1005, 1055, 1864, 1876, 1950, 102),
        text("3.14 don't", 101, 1017, 1012, 2403, 2123, 1005, 1056, 102),
        text("a\0b\tc\u200bd", 101, 11113, 3729, 102),
        text("$5 ^ | ~ ` <tag>", 101, 1002, 1019, 1034, 1064, 1066, 1036, 1026, 6415, 1028, 102),
        text("İstanbul straße", 101, 9960, 2358, 27807, 102),
        text("한국어", 101, 1469, 30006, 30021, 29991, 30014, 30020, 29999, 30008, 102),
        text("👍🏽", 101, 100, 102),
        text("x".repeat(101), 101, 100, 102));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void text_isCutAsTheModelWasTrained(String text, List<Integer> expected) {
    assertThat(wordPiece.encode(text)).isEqualTo(expected);
  }

  @Test
  void namesOfMarks_areTextLikeAnyOther() {
    assertThat(wordPiece.encode("[SEP] [CLS]")).containsOnlyOnce(101).containsOnlyOnce(102);
  }

  @Test
  void tokenizerWithoutPieces_isRefused() {
    assertThatThrownBy(() -> read("{\"model\":{\"merges\":[]}}")).hasMessageContaining("vocab");
    assertThatThrownBy(() -> read("{\"model\":{\"vocab\":{\"a\":1}}}"))
        .hasMessageContaining("[UNK]");
    assertThatThrownBy(() -> read("not json")).hasMessageContaining("no JSON");
    assertThatThrownBy(() -> read("")).isInstanceOf(IllegalArgumentException.class);
  }

  private static Vocabulary read(String tokenizer) {
    return Vocabulary.read(tokenizer.getBytes(StandardCharsets.UTF_8));
  }

  private static Arguments text(String text, Integer... pieces) {
    return Arguments.of(text, List.of(pieces));
  }
}
