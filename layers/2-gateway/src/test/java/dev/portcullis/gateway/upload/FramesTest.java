package dev.portcullis.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FramesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a,b\n1,2",
        "a,b\r\n1,2\r\n",
        "\"a,\"\"\nb\",c\n1,2\n",
        "ä,ö\n1,\n",
        ",\n,\n"
      })
  void csv_ofEquallyManyFields_isWhole(String text) {
    assertThat(new CsvFrame().missing(utf8(text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a,b\n1\n",
        "a\n1,2\n",
        "a,\"b\n",
        "a\"b,c\n",
        "\"a\"b\n",
        "a\u0000b\n",
        "a\u001bb"
      })
  void csv_thatTwoReadersReadDifferently_isNot(String text) {
    assertThat(new CsvFrame().missing(utf8(text))).isPresent();
  }

  @Test
  void csv_ofTooManyFields_isNot() {
    assertThat(new CsvFrame().missing(utf8(",".repeat(CsvFrame.MAX_FIELDS)))).isPresent();
  }

  @Test
  void textThatIsNotUtf8_isNot_alsoFarIn() {
    var bytes = "a\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    bytes[30_001] = (byte) 0xff;

    assertThat(new CsvFrame().missing(ByteBuffer.wrap(bytes))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"a\":[1,{\"b\":\"}\\\"\"}]}\n{}\n", "\n {} \r\n\n{\"x\":null}"})
  void jsonLines_ofObjects_areWhole(String text) {
    assertThat(new JsonLinesFrame().missing(utf8(text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{",
        "{]\n",
        "{}{}",
        "{\n}",
        "{\"a\":\"\n\"}",
        "{}x",
        "{\"a\\\n\"}"
      })
  void jsonLines_ofAnythingElse_areNot(String text) {
    assertThat(new JsonLinesFrame().missing(utf8(text))).isPresent();
  }

  @Test
  void jsonLines_deeperThanTheBound_areNot() {
    var deep = "{\"a\":" + "[".repeat(JsonLinesFrame.MAX_DEPTH) + "]".repeat(64) + "}";

    assertThat(new JsonLinesFrame().missing(utf8(deep))).isPresent();
  }

  @Test
  void parquet_hasItsMarkAtBothEnds_andAFooterBetween() {
    assertThat(new ParquetFrame().missing(parquet("PAR1", 4, "PAR1"))).isEmpty();
    assertThat(new ParquetFrame().missing(parquet("PAR1", 5, "PAR1"))).isPresent();
    assertThat(new ParquetFrame().missing(parquet("PAR1", -1, "PAR1"))).isPresent();
    assertThat(new ParquetFrame().missing(parquet("PAR1", 4, "PARE"))).isPresent();
    assertThat(new ParquetFrame().missing(utf8("PAR1PAR1"))).isPresent();
  }

  @Test
  void onnx_hasAVersion_aGraph_andOperatorSets() {
    assertThat(onnx(8, 8, 0x3a, 2, 0, 0, 0x42, 0)).isTrue();
    assertThat(onnx(8, 8, 0x3a, 2, 0, 0)).isFalse();
    assertThat(onnx(8, 8, 0x42, 0)).isFalse();
    assertThat(onnx(8, 1, 0x3a, 1, 0, 0x42, 0)).isFalse();
    assertThat(onnx(8, 8, 0x3a, 9, 0, 0x42, 0)).isFalse();
    assertThat(onnx(8, 8, 0x3a, 1, 0, 0x42, 0, 0xfa, 0x3f, 0)).isFalse();
    assertThat(onnx()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void everyFrame_ofArbitraryBytes_isJudged_neverFails(Format format) {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThatCode(() -> format.frame().missing(ByteBuffer.wrap(bytes)))
          .doesNotThrowAnyException();
    }
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ByteBuffer parquet(String head, int footer, String tail) {
    return ByteBuffer.allocate(16)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .put(utf8(head))
        .putInt(0)
        .putInt(footer)
        .put(utf8(tail))
        .flip();
  }

  private static boolean onnx(int... bytes) {
    var data = ByteBuffer.allocate(bytes.length);
    for (var b : bytes) {
      data.put((byte) b);
    }
    return new OnnxFrame().missing(data.flip()).isEmpty();
  }
}
