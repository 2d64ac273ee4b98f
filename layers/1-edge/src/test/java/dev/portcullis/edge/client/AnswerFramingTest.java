package dev.portcullis.edge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerFramingTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 2\r\n\r\nhi",
        "Content-Length:2\r\n\r\nhi",
        "CONTENT-LENGTH:\t 2 \r\n\r\nhi",
        "content-length: 0\r\n\r\n",
        "transfer-encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
        "transfer-encoding: CHUNKED\r\n\r\n00000002\r\nhi\r\n000\r\n\r\n",
        "transfer-encoding: chunked\r\n\r\na\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n",
        "transfer-encoding: chunked\r\n\r\n4\r\n\r\n\r\n\r\n0\r\n\r\n",
        "x: \r\nx:\r\nset-cookie: a=b; c\r\ncontent-length: 0\r\n\r\n",
        "!#$%&'*+-.^_`|~1aZ: \t!\u00e9\r\ncontent-length: 0\r\n\r\n"
      })
  void wellFramedAnswers_pass_howeverTheyAreSplit(String rest) {
    var answer = OK + rest;

    for (int split = 0; split <= answer.length(); split++) {
      var framing = new AnswerFraming();
      framing.requested();
      accept(framing, answer.substring(0, split));
      accept(framing, answer.substring(split));
      assertThat(framing.within()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\ncontent-length: 12\r\n\r\n",
        "HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
      })
  void answersWithoutABody_pass(String answer) {
    var framing = new AnswerFraming();

    framing.requested();
    accept(framing, answer);

    assertThat(framing.within()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n",
        "transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n",
        "content-length: 2\r\ncontent-length: 2\r\n\r\n",
        "content-length: 2\r\ncontent-length: 3\r\n\r\n",
        "content-length: 2, 2\r\n\r\n",
        "content-length: +2\r\n\r\n",
        "content-length: -2\r\n\r\n",
        "content-length: 0x2\r\n\r\n",
        "content-length: 2 2\r\n\r\n",
        "content-length:\r\n\r\n",
        "content-length: 9999999999999999\r\n\r\n",
        "transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n",
        "transfer-encoding: gzip, chunked\r\n\r\n",
        "transfer-encoding: chunked, identity\r\n\r\n",
        "transfer-encoding: \u000bchunked\r\n\r\n",
        "transfer-encoding: identity\r\n\r\n",
        "content-length : 2\r\n\r\n",
        " content-length: 2\r\n\r\n",
        "x: a\r\n b\r\ncontent-length: 0\r\n\r\n",
        "x: a\nb: c\r\ncontent-length: 0\r\n\r\n",
        "x: a\rb: c\r\ncontent-length: 0\r\n\r\n",
        "x: a\u0000b\r\ncontent-length: 0\r\n\r\n",
        "x: a\u007fb\r\ncontent-length: 0\r\n\r\n",
        "x y: a\r\ncontent-length: 0\r\n\r\n",
        "x\r\ncontent-length: 0\r\n\r\n",
        ": a\r\ncontent-length: 0\r\n\r\n",
        "transfer-encoding: chunked\r\n\r\n2;a=b\r\nhi\r\n",
        "transfer-encoding: chunked\r\n\r\n2 \r\nhi\r\n",
        "transfer-encoding: chunked\r\n\r\n-2\r\nhi\r\n",
        "transfer-encoding: chunked\r\n\r\n0x2\r\nhi\r\n",
        "transfer-encoding: chunked\r\n\r\n\r\nhi\r\n",
        "transfer-encoding: chunked\r\n\r\n2\nhi\r\n",
        "transfer-encoding: chunked\r\n\r\n2\r\nhi0\r\n",
        "transfer-encoding: chunked\r\n\r\n2\r\nhi\n0\r\n\r\n",
        "transfer-encoding: chunked\r\n\r\n2\r\nhim\r\n",
        "transfer-encoding: chunked\r\n\r\nzz\r\n",
        "transfer-encoding: chunked\r\n\r\n000000001\r\n",
        "transfer-encoding: chunked\r\n\r\n0\r\nx-trailer: 1\r\n\r\n",
        "content-length: 2\r\n\r\nhiHTTP/1.1 200 OK\r\n",
        "content-length: 0\r\n\r\n\r\n",
        "transfer-encoding: chunked\r\n\r\n0\r\n\r\nX"
      })
  void ambiguousAnswers_areRefused(String rest) {
    assertRefused(OK + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 99 x\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 600 x\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1  200 x\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 2000\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.2 200 x\r\ncontent-length: 0\r\n\r\n",
        "HTTP/2 200 x\r\ncontent-length: 0\r\n\r\n",
        "http/1.1 200 x\r\ncontent-length: 0\r\n\r\n",
        "ICY 200 OK\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 a\u0001b\r\ncontent-length: 0\r\n\r\n",
        "\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n",
        "HTTP/1.1 204 x\r\ncontent-length: 2\r\n\r\n",
        "HTTP/1.1 204 x\r\ntransfer-encoding: chunked\r\n\r\n",
        "HTTP/1.1 100 x\r\ncontent-length: 2\r\n\r\n",
        "HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
        "HTTP/1.0 200 OK\r\n\r\nto the end"
      })
  void statusLinesThatAreNone_areRefused(String answer) {
    assertRefused(answer);
  }

  @Test
  void interimAnswers_areBounded() {
    assertRefused("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(5));
  }

  @Test
  void headers_areBounded_inBytesAndInCount() {
    assertRefused(OK + "x: " + "a".repeat(AnswerFraming.MAX_HEAD_BYTES));
    assertRefused(OK + "x: a\r\n".repeat(AnswerHead.MAX_FIELDS) + "content-length: 0\r\n\r\n");
  }

  @Test
  void bytesBeforeAnyRequest_areRefused() {
    var framing = new AnswerFraming();

    assertThatThrownBy(() -> accept(framing, OK)).isInstanceOf(AnswerFramingException.class);
  }

  @Test
  void answers_followEachOther_oneARequest() {
    var framing = new AnswerFraming();

    for (int i = 0; i < 3; i++) {
      framing.requested();
      accept(framing, OK + "content-length: 2\r\n\r\nhi");
      assertThat(framing.within()).isFalse();
    }
  }

  private static void assertRefused(String answer) {
    var framing = new AnswerFraming();
    framing.requested();

    assertThatThrownBy(() -> accept(framing, answer)).isInstanceOf(AnswerFramingException.class);
  }

  private static void accept(AnswerFraming framing, String bytes) {
    framing.accept(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
  }
}
