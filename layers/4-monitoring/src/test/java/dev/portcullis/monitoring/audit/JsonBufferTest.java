package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class JsonBufferTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int ROUNDS = 3_000;

  @Test
  void members_standInTheOrderTheyWereWritten_withCommasBetween() {
    var json =
        new JsonBuffer()
            .open('{')
            .member("a", Long.MIN_VALUE)
            .name("b")
            .open('[')
            .text("x", 9)
            .text("y", 9)
            .close(']')
            .member("c", "", 9)
            .close('}');

    assertThat(text(json)).isEqualTo("{\"a\":-9223372036854775808,\"b\":[\"x\",\"y\"],\"c\":\"\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "000a, a line feed",
    "000d, a carriage return",
    "001b, escape: the start of a terminal sequence",
    "009b, the same in one byte of Latin-1",
    "0000, NUL",
    "007f, delete",
    "0085, next line",
    "2028, line separator",
    "2029, paragraph separator",
    "202e, right-to-left override",
    "2066, left-to-right isolate",
    "200b, zero width space",
    "feff, byte order mark",
    "e000, private use",
    "d800, half of a pair"
  })
  void characterThatCouldForgeALine_isWrittenOut_alsoForTheReader(String hex, String why) {
    char dangerous = (char) Integer.parseInt(hex, 16);

    var json = string("a" + dangerous + "b", 99);

    assertThat(JSON.readTree(json).asString()).as(why).isEqualTo("a\\u" + hex + "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "say \"no\"", "back\\slash", "Grüße", "模型", "🙂", "a/b?c=d&e"})
  void harmlessText_isReadBackAsItWas(String text) {
    assertThat(JSON.readTree(string(text, 99)).asString()).isEqualTo(text);
  }

  @Test
  void longText_isCut_andShowsIt() {
    assertThat(JSON.readTree(string("x".repeat(5_000), 10)).asString())
        .isEqualTo("x".repeat(10) + "…");
  }

  @Test
  void arbitraryText_isAlwaysOneLineOfValidJson() {
    var random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append((char) random.nextInt(0x10000));
      }

      var json = string(text.toString(), 30);

      assertThat(JSON.readTree(json).isString()).isTrue();
      assertThat(json.chars()).noneMatch(Character::isISOControl);
    }
  }

  private static String string(String value, int maxChars) {
    return text(new JsonBuffer().text(value, maxChars));
  }

  private static String text(JsonBuffer json) {
    return StandardCharsets.UTF_8.decode(json.bytes()).toString();
  }
}
