package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Road;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
class RequestHeadTest {
  private static final String FRESH_ID = "(?s).*x-request-id: [0-9a-f]{32}\r\n.*";

  private final RecordingRoad road = RecordingRoad.echoing();

  @Test
  void fieldsThatAreOurs_areTakenFromNoClient() throws Exception {
    ask(road, request("X-Portcullis-Subject: admin\r\nx-PORTCULLIS-: a\r\nX-Other: kept\r\n"));

    var headers = road.received.getFirst().exchange().head().headers();
    assertThat(headers.names()).contains("x-other").noneMatch(n -> n.startsWith("x-portcullis"));
  }

  @Test
  void anIdThatIsWellFormed_isTheExchangesId_andComesBack() throws Exception {
    var answer = ask(road, request("X-Request-Id: trace_01-AZ\r\n"));

    assertThat(answer).contains("x-request-id: trace_01-AZ\r\n");
    assertThat(road.received.getFirst().exchange().id()).isEqualTo("trace_01-AZ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Request-Id: a b",
        "X-Request-Id: a;b",
        "X-Request-Id: ",
        "X-Request-Id: caf\u00e9",
        "X-Request-Id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "X-Request-Id: one\r\nX-Request-Id: two"
      })
  void anIdThatIsNot_isReplacedByAFreshOne(String field) throws Exception {
    assertThat(ask(road, request(field + "\r\n"))).matches(FRESH_ID).startsWith("HTTP/1.1 200");
  }

  @Test
  void aBodyThatAwaitsItsLeave_getsIt_onceItIsWanted() throws Exception {
    try (var edge = TestEdge.clearText(road);
        var client = RawClient.to(edge.port())) {
      var leave = client.send(request("Expect: 100-continue\r\n").replace("ok", "")).readAnswer();
      var answer = client.send("ok").readAnswer();

      assertThat(leave).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("ok");
    }
  }

  @Test
  void aBodyThatIsNotWanted_getsNoLeave() throws Exception {
    var unwanting = TestEdge.refusing(Denial.of(Reason.FORBIDDEN, "by its head alone"));
    try (var edge = TestEdge.clearText(unwanting);
        var client = RawClient.to(edge.port())) {
      var answer = client.send(request("Expect: 100-continue\r\n").replace("ok", "")).readToEnd();

      assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("100 Continue");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "GET", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"})
  void aMethodThatTheRouteDoesNotTake_is405_withThoseItDoes(String method) throws Exception {
    var answer = ask(road, method + " /api/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 405").contains("allow: POST\r\n");
    assertThat(answer.endsWith("\r\n\r\n")).isEqualTo(method.equals("HEAD"));
    assertThat(road.received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE /api/x", "CONNECT a:443", "CONNECT /api/x", "post /api/x"})
  void aMethodThatNoRouteMayTake_is400(String start) throws Exception {
    assertThat(ask(road, start + " HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(road.received).isEmpty();
  }

  @Test
  void aQuotaThatIsExceeded_saysHowLongToWait() throws Exception {
    var minute = new QuotaState.Window("minute", 2, Duration.ofMinutes(1), 0, Duration.ofMillis(1));
    var state = new QuotaState(List.of(minute), Optional.of(Duration.ofMillis(2_500)));
    var denial = Denial.of(Reason.QUOTA_EXCEEDED, "alice").withFacts(List.of(state));
    var denying =
        new RecordingRoad(_ -> CompletableFuture.failedFuture(new DeniedException(denial)));

    assertThat(ask(denying, request("")))
        .startsWith("HTTP/1.1 429")
        .contains("ratelimit: \"minute\";r=0;t=1\r\n", "ratelimit-policy: \"minute\";q=2;w=60\r\n")
        .contains("retry-after: 3\r\n")
        .doesNotContain("alice", "server-timing");
  }

  private static String ask(Road road, String bytes) throws IOException {
    try (var edge = TestEdge.clearText(road);
        var client = RawClient.to(edge.port())) {
      return client.send(bytes).readToEnd();
    }
  }

  private static String request(String fields) {
    return "POST /api/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        + fields
        + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";
  }
}
