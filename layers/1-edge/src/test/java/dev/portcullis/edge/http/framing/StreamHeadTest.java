package dev.portcullis.edge.http.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a library before us refuses too is refused here without it. */
class StreamHeadTest {
  private static final FramingLimits LIMITS = new FramingLimits(64, 1024, 8);

  static Stream<Map.Entry<String, String>> hostileFields() {
    return Stream.of(
        Map.entry("connection", "close"),
        Map.entry("keep-alive", "timeout=5"),
        Map.entry("proxy-connection", "close"),
        Map.entry("transfer-encoding", "chunked"),
        Map.entry("upgrade", "websocket"),
        Map.entry("http2-settings", "AAMAAABkAAQ"),
        Map.entry("trailer", "x"),
        Map.entry("te", "gzip"),
        Map.entry("expect", "more"),
        Map.entry("host", "elsewhere"),
        Map.entry("host", "a:1"),
        Map.entry("X-Upper", "a"),
        Map.entry("x\u0430", "a"),
        Map.entry(":path", "/"),
        Map.entry(":protocol", "websocket"),
        Map.entry("", "a"),
        Map.entry("x", "a\r\nb: c"),
        Map.entry("x", "a\nb"),
        Map.entry("x", "a\0b"),
        Map.entry("x", "\u007f"),
        Map.entry("x", " a"),
        Map.entry("x", "a\t"),
        Map.entry("transfer_encoding", "chunked"),
        Map.entry("content-length", ""),
        Map.entry("content-length", "-1"),
        Map.entry("content-length", "+1"),
        Map.entry("content-length", "01"),
        Map.entry("content-length", "1,1"),
        Map.entry("content-length", "\u0661"),
        Map.entry("content-length", "9223372036854775808"));
  }

  @ParameterizedTest
  @MethodSource("hostileFields")
  void aHostileField_isMalformed(Map.Entry<String, String> field) {
    assertThat(denied(post("/api/x", List.of(field)))).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({"content-length,5", "host,a"})
  void aFieldThatMayStandOnce_isMalformedTwice(String name, String value) {
    var twice = Map.entry(name, value);

    assertThatCode(() -> post("/api/x", List.of(twice)).requireGood(LIMITS))
        .doesNotThrowAnyException();
    assertThat(denied(post("/api/x", List.of(twice, twice)))).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "api", "http://a/api", "/a b", "/a#b", "/caf\u00e9", "/\0"})
  void aTargetOutOfForm_isMalformed(String target) {
    assertThat(denied(post(target, List.of()))).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "post", "P T", "CONNECT", "TRACE", "PRI", "ABCDEFGHIJKLMNOPQ"})
  void aMethodThatIsNotServed_isMalformed(String method) {
    var head = new StreamHead(method, "/", Optional.of("a"), List.of());

    assertThat(denied(head)).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void whatIsTooLong_isRefusedBySize() {
    var fields = IntStream.range(0, 9).mapToObj(i -> Map.entry("x" + i, "a")).toList();

    assertThat(denied(post("/" + "x".repeat(64), List.of()))).isEqualTo(Reason.URI_TOO_LONG);
    assertThat(denied(new StreamHead("GET", "/", Optional.of("a"), fields)))
        .isEqualTo(Reason.HEADERS_TOO_LARGE);
  }

  @Test
  void aHostAlone_isEnough() {
    var head = new StreamHead("GET", "/", Optional.empty(), List.of(Map.entry("host", "a:80")));

    assertThatCode(() -> head.requireGood(LIMITS)).doesNotThrowAnyException();
  }

  private static StreamHead post(String target, List<Map.Entry<String, String>> fields) {
    return new StreamHead("POST", target, Optional.of("a"), fields);
  }

  private static Reason denied(StreamHead head) {
    return catchThrowableOfType(DeniedException.class, () -> head.requireGood(LIMITS))
        .denial()
        .reason();
  }
}
