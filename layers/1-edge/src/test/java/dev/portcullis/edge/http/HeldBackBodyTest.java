package dev.portcullis.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Road;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A body that arrives while a control that waits has yet to make up its mind about the head. */
@Timeout(30)
@SuppressWarnings(
    "StringConcatToTextBlock") // Line ends are what is tested, so they are written out.
final class HeldBackBodyTest {

  private static final int BODY_BYTES = 300_000;

  @Test
  void aBodyThatWasHeldBack_isReadOnceItIsAskedFor() throws Exception {
    var echoing = RecordingRoad.echoing();
    Road waiting =
        (exchange, wire) ->
            CompletableFuture.runAsync(
                    () -> {},
                    CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, exchange.loop()))
                .thenCompose(_ -> echoing.serve(exchange, wire));
    var head =
        "POST /api/x HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: "
            + BODY_BYTES
            + "\r\n\r\n";

    try (var edge = TestEdge.clearText(waiting);
        var client = RawClient.to(edge.port())) {
      client.send(head);
      client.send("x".repeat(BODY_BYTES));
      var answer = client.readAnswer();

      assertThat(answer).startsWith("HTTP/1.1 200");
      assertThat(echoing.received.getFirst().text()).hasSize(BODY_BYTES);
    }
  }
}
