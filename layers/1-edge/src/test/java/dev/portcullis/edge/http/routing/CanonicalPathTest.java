package dev.portcullis.edge.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/ /",
        "/a/b /a/b",
        "/v1/models/m:predict /v1/models/m:predict",
        "/a/ /a/",
        "/%61%62 /ab",
        "/a%20b '/a b'",
        "/caf%C3%A9 /caf\u00e9",
        "/.well-known /.well-known",
        "/a.. /a..",
        "/a=b,c /a=b,c",
        "/%7Euser /~user"
      })
  void aPathWithOneReading_isDecodedOnce(String raw, String canonical) {
    assertThat(CanonicalPath.of(raw)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "//",
        "/a//b",
        "/.",
        "/..",
        "/a/./b",
        "/a/../b",
        "/a/..",
        "/..;/b",
        "/.;x",
        "/...;a",
        "/a;b=c",
        "/a;",
        "/;/a",
        "/a%3Bb",
        "/%2e",
        "/%2e%2e/a",
        "/.%2E/a",
        "/a%2fb",
        "/a%2Fb",
        "/a%5cb",
        "/a\\b",
        "/%252e",
        "/a%25b",
        "/%00",
        "/%0a",
        "/%0D%0A",
        "/%7f",
        "/%c2%85",
        "/%",
        "/%4",
        "/%zz",
        "/%+1",
        "/%c3",
        "/%c0%ae",
        "/%ed%a0%80",
        "/%f5%80%80%80",
        "/caf\u00e9",
        "/a b",
        "/a\tb",
        "/a\0b",
        "/a#b",
        "/a?b",
        "/a\"b",
        "/<a>",
        "/a|b"
      })
  void aPathWithTwoReadings_isRefused(String raw) {
    var denied = catchThrowableOfType(DeniedException.class, () -> CanonicalPath.of(raw));

    assertThat(denied.denial().reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aCanonicalPathWithoutEscapes_staysAsItIs() {
    var path = "/v2/models/a-b_c.d/versions/1/infer";

    assertThat(CanonicalPath.of(CanonicalPath.of(path))).isEqualTo(path);
  }
}
