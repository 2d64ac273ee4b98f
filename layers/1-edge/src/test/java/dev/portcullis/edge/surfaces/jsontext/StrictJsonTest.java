package dev.portcullis.edge.surfaces.jsontext;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "[01]",
        "[+1]",
        "[.5]",
        "[1.]",
        "[NaN]",
        "[Infinity]",
        "[-Infinity]",
        "[1] [2]",
        "{} x",
        "[1] //",
        "/**/[1]",
        "[\"\n\"]",
        "[\"\\x41\"]",
        "[\"\\ud800\"]",
        "[\"\\udc00\\ud800\"]",
        "{\"\\ud800\":1}",
        "{\"a\":1,\"a\":2}",
        "{\"b\":{\"a\":1,\"\\u0061\":2}}",
        "nul",
        "truefalse"
      })
  void textThatReadersDifferOn_isMalformed(String json) {
    var denial = Requests.denial(() -> StrictJson.tree(Requests.bytes(json)));

    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "efbbbf7b7d", // a byte order mark
        "7b002200", // UTF-16, little-endian
        "005b005d", // UTF-16, big-endian
        "fffe7b007d00",
        "5b22c0af225d", // an overlong slash
        "5b22eda080225d", // a surrogate
        "5b22f5808080225d", // past the last plane
        "5b22ff225d",
        "5b22e282225d", // cut short
        "5b226161616161616161616161c3225d"
      })
  void bytesThatAreNoUtf8_areMalformed(String hex) {
    var body = ByteBuffer.wrap(HexFormat.of().parseHex(hex));

    var denial = Requests.denial(() -> StrictJson.tree(body));

    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "0",
        "-0",
        "\"\"",
        "\"\\ud83d\\ude00 é 漢\"",
        "{\"a\":{\"a\":1},\"b\":[{\"a\":2}]}",
        "[1.10,1e5,-2.5E-3,123456789012345678901234567890]"
      })
  void oddButValidText_isRead(String json) {
    var tree = StrictJson.tree(Requests.bytes(json));

    assertThat(tree.isMissingNode()).isFalse();
  }

  @Test
  void numbers_areWrittenAsTheyWereRead() {
    var json = "[1.10,123456789012345678901234567890,0.30000000000000004,-1E-7]";

    var written = StrictJson.write(StrictJson.tree(Requests.bytes(json)));

    assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(json);
  }

  @Test
  void depth_isBounded() {
    var fits = "[".repeat(64) + "]".repeat(64);
    var tooDeep = "[".repeat(65) + "]".repeat(65);

    var denial = Requests.denial(() -> StrictJson.tree(Requests.bytes(tooDeep)));

    assertThat(StrictJson.tree(Requests.bytes(fits)).isArray()).isTrue();
    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void numbersNamesAndTokens_areBounded() {
    var longNumber = "1".repeat(101);
    var longName = "{\"" + "n".repeat(1_025) + "\":1}";
    var manyTokens = "[" + "0,".repeat(500_000) + "0]";

    assertMalformed(longNumber);
    assertMalformed(longName);
    assertMalformed(manyTokens);
  }

  @Test
  void refusal_pointsToThePlace_andQuotesNothing() {
    var json = Requests.bytes("{\"a\":[1,{\"b\":hunter2}]}");

    var denial = Requests.denial(() -> StrictJson.tree(json));

    assertThat(denial.violations()).extracting(Violation::pointer).containsExactly("/a/1/b");
    assertThat(denial.toString()).doesNotContain("hunter2");
  }

  @Test
  void readOnlyAndDirectBuffers_areReadFromTheirPosition() {
    var direct = ByteBuffer.allocateDirect(16).put(Requests.bytes("xx[1]yy"));
    direct.position(2).limit(5);

    var tree = StrictJson.tree(direct.asReadOnlyBuffer());

    assertThat(tree.get(0).intValue()).isEqualTo(1);
  }

  private static void assertMalformed(String json) {
    var denial = Requests.denial(() -> StrictJson.tree(Requests.bytes(json)));
    assertThat(denial.reason()).isEqualTo(Reason.MALFORMED);
  }
}
