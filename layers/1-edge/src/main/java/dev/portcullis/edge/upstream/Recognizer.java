package dev.portcullis.edge.upstream;

import dev.portcullis.edge.surfaces.jsontext.StrictJson;
import dev.portcullis.edge.upstream.Recognized.JsonApi;
import dev.portcullis.edge.upstream.Recognized.Oip;
import dev.portcullis.edge.upstream.Recognized.OpenAi;
import dev.portcullis.edge.upstream.Recognized.Unknown;
import dev.portcullis.edge.upstream.Recognized.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Finds out what a server speaks, by asking for what each protocol has to describe itself. */
public final class Recognizer {

  /** For each question; there are three. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HttpClientAgent client;
  private final Peer peer;
  private final int maxBytes;

  private Recognizer(HttpClientAgent client, Peer peer, int maxBytes) {
    this.client = client;
    this.peer = peer;
    this.maxBytes = maxBytes;
  }

  /** What the upstream's first address speaks. */
  public static CompletionStage<Recognized> recognize(Vertx vertx, UpstreamSettings settings) {
    var client = UpstreamBackend.client(vertx, settings);
    var peer = new Peer(settings.urls().getFirst(), settings, System::nanoTime);
    return new Recognizer(client, peer, settings.limits().maxAnswerBytes())
        .recognized()
        .recover(failure -> Future.succeededFuture(unanswered(failure)))
        .onComplete(_ -> client.close())
        .toCompletionStage();
  }

  private Future<Recognized> recognized() {
    return ask("/v2")
        .compose(server ->
            isOip(server) ? Future.succeededFuture(new Oip()) : recognizedWithoutTensors());
  }

  private Future<Recognized> recognizedWithoutTensors() {
    return ask("/v1/models")
        .compose(models ->
            models.path("data").isArray()
                ? Future.succeededFuture(openAi(models))
                : ask("/openapi.json").map(Recognizer::api));
  }

  private static boolean isOip(JsonNode server) {
    return server.path("name").isString() && server.path("extensions").isArray();
  }

  private static Recognized openAi(JsonNode models) {
    var names = new ArrayList<String>();
    for (var model : models.path("data")) {
      model.optional("id").flatMap(JsonNode::stringValueOpt).ifPresent(names::add);
    }
    return new OpenAi(names);
  }

  private static Recognized api(JsonNode document) {
    return document.path("openapi").isString()
        ? new JsonApi(OpenApi.routes(document))
        : new Unknown();
  }

  private static Recognized unanswered(Throwable failure) {
    return failure instanceof ConnectException ? new Unreachable() : new Unknown();
  }

  /** The JSON at a path; a missing node where there is none. */
  private Future<JsonNode> ask(String path) {
    return client
        .request(peer.request("GET", path))
        .compose(HttpClientRequest::send)
        .compose(this::body)
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<JsonNode> body(HttpClientResponse response) {
    Promise<JsonNode> json = Promise.promise();
    var body = new AnswerBody(response, maxBytes);
    body.whole(
        () -> json.tryComplete(json(body).orElseGet(MissingNode::getInstance)),
        json::tryFail,
        json::tryFail);
    return json.future();
  }

  private static Optional<JsonNode> json(AnswerBody body) {
    var incoming = body.incoming("application/json");
    if (incoming.status() != 200) {
      return Optional.empty();
    }
    try {
      return Optional.of(StrictJson.tree(incoming.body()));
    } catch (RuntimeException _) {
      // A page of HTML, say. Not JSON is all there is to know of it.
      return Optional.empty();
    }
  }
}
