package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.tls.DevelopmentAuthority;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
class FramingCorpusTest {
  /** Every this many of the corpus go over TLS as well. */
  private static final int SAMPLE = 12;

  @Test
  void corpora_areLargeEnough_andNoTwoMessagesAreTheSame() throws Exception {
    var hostile = Corpus.hostile().stream().map(Corpus.Message::bytes).toList();
    var valid = Corpus.valid().stream().map(Corpus.Message::bytes).toList();

    assertThat(new HashSet<>(hostile)).hasSizeGreaterThanOrEqualTo(900);
    assertThat(new HashSet<>(hostile).size()).isEqualTo(hostile.size());
    assertThat(new HashSet<>(valid)).hasSizeGreaterThanOrEqualTo(200);
    assertThat(new HashSet<>(valid).size()).isEqualTo(valid.size());
  }

  @Test
  void hostileMessages_areRefused_andNothingIsForwarded() throws Exception {
    var road = RecordingRoad.echoing();
    var wrong = new ArrayList<String>();
    try (var edge = TestEdge.clearText(road)) {
      for (var message : Corpus.hostile()) {
        try (var client = RawClient.to(edge.port())) {
          var answer = client.send(message.bytes()).readToEnd();
          if (!isRefusal(answer) || !road.received.isEmpty()) {
            wrong.add(message.name() + " -> " + firstLine(answer) + " " + road.received.size());
            road.received.clear();
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void hostileMessages_overTls_areRefusedAlike(@TempDir Path folder) throws Exception {
    var road = RecordingRoad.echoing();
    var wrong = new ArrayList<String>();
    var tls = DevelopmentAuthority.serverTls(folder, Clock.systemUTC());
    var listener = ListenerSettings.encrypted("127.0.0.1", 0, tls);
    try (var edge = TestEdge.with(listener, EdgeLimits.DEFAULT, TestEdge.routes(road))) {
      for (var message : every(SAMPLE, Corpus.hostile())) {
        try (var client = TlsClient.raw(folder, edge.port())) {
          var answer = client.send(message.bytes()).readToEnd();
          if (!isRefusal(answer)) {
            wrong.add(message.name() + " -> " + firstLine(answer));
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(road.received).isEmpty();
  }

  @Test
  void oddButValidMessages_allPass_withTheExactBody() throws Exception {
    var road = RecordingRoad.echoing();
    var wrong = new ArrayList<String>();
    try (var edge = TestEdge.clearText(road)) {
      for (var message : Corpus.valid()) {
        road.received.clear();
        try (var client = RawClient.to(edge.port())) {
          var answer = client.send(message.bytes()).readAnswer();
          if (!passed(road, message, answer)) {
            wrong.add(message.name() + " -> " + firstLine(answer));
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void aMessageInTwoPieces_passes_whereverItIsSplit() throws Exception {
    var road = RecordingRoad.echoing();
    var message =
        "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n";
    try (var edge = TestEdge.clearText(road);
        var client = RawClient.to(edge.port())) {
      for (var split = 1; split < message.length(); split++) {
        client.send(message.substring(0, split));
        Thread.sleep(1);
        var answer = client.send(message.substring(split)).readAnswer();

        assertThat(answer).as("split at %d", split).endsWith("helloyou");
      }
    }
    assertThat(road.received).hasSize(message.length() - 1);
  }

  @Test
  void pipelinedRequests_areAnsweredInOrder_oneAtATime() throws Exception {
    var road = RecordingRoad.echoing();
    var bytes = new StringBuilder();
    for (var i = 0; i < 20; i++) {
      bytes.append("POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n");
      bytes.append("Content-Length: 2\r\n\r\n%02d".formatted(i));
    }
    try (var edge = TestEdge.clearText(road);
        var client = RawClient.to(edge.port())) {
      client.send(bytes.toString());

      for (var i = 0; i < 20; i++) {
        assertThat(client.readAnswer()).endsWith("\r\n\r\n%02d".formatted(i));
      }
    }
  }

  @Test
  void aBreakInTheBody_isRefused_afterTheHeadWasPassedOn() throws Exception {
    var road = RecordingRoad.echoing();
    try (var edge = TestEdge.clearText(road);
        var client = RawClient.to(edge.port())) {
      client.send(
          "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
      Thread.sleep(50);
      var answer = client.send("5;evil\r\nhello\r\n0\r\n\r\n").readToEnd();

      assertThat(answer).startsWith("HTTP/1.1 400").contains("connection: close");
      assertThat(road.received).isEmpty();
      assertThat(road.denied).hasSize(1);
    }
  }

  private static boolean passed(RecordingRoad road, Corpus.Message message, String answer) {
    return answer.startsWith("HTTP/1.1 200")
        && answer.endsWith("\r\n\r\n" + message.body())
        && road.received.size() == 1
        && road.received.getFirst().text().equals(message.body());
  }

  private static boolean isRefusal(String answer) {
    return answer.startsWith("HTTP/1.1 400")
        || answer.startsWith("HTTP/1.1 414")
        || answer.startsWith("HTTP/1.1 431");
  }

  private static String firstLine(String answer) {
    return answer.lines().findFirst().orElse("closed");
  }

  private static <T> List<T> every(int nth, List<T> all) {
    var some = new ArrayList<T>();
    for (var i = 0; i < all.size(); i += nth) {
      some.add(all.get(i));
    }
    return some;
  }
}
