package dev.portcullis.bench.drill;

import dev.portcullis.bench.load.Target;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Calls the gateway under ids of his own, which the ledger keeps. */
record Caller(Site site, HttpClient client) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static String freshId() {
    return UUID.randomUUID().toString();
  }

  /** One request; returns the status of its answer, once all of that has come. */
  int call(String key, String id) throws IOException, InterruptedException {
    Target target = site.prediction(key);
    var request =
        HttpRequest.newBuilder(target.url())
            .timeout(PATIENCE)
            .header("x-request-id", id)
            .POST(HttpRequest.BodyPublishers.ofByteArray(target.bytes()));
    target.headers().forEach(request::header);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).statusCode();
  }

  /** Calls again and again, and notes what was answered. */
  void callUntilCut(String key, Set<String> answered) {
    try {
      while (true) {
        var id = freshId();
        if (call(key, id) == 200) {
          answered.add(id);
        }
      }
    } catch (IOException _) {
      // The cut: what was on its way was never answered.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
