package dev.portcullis.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Servers of three kinds, as users may have them: tensors, chats, and an API of their own. */
final class OwnServers implements AutoCloseable {

  private static final String TENSOR =
      "{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[1,2],\"data\":[0.25,0.75]}";
  private static final String PIECE =
      "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":\"parrot\","
          + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n";
  private static final String DOCUMENT =
      """
      {"openapi":"3.1.0","paths":{"/score":{"post":{}},"/items/{item-id}":{"get":{}}}}
      """;

  /** Given by who has read the first piece of a chat: only then does that chat go on. */
  final Semaphore firstPieceCame = new Semaphore(0);

  private final HttpServer server;

  private OwnServers(Map<String, String> pages) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, pages));
    server.createContext("/v1/chat/completions", this::chat);
    server.start();
  }

  static OwnServers ofTensors() throws IOException {
    return new OwnServers(
        Map.of(
            "GET /v2",
            "{\"name\":\"mine\",\"version\":\"1\",\"extensions\":[]}",
            "POST /v2/models/two/infer",
            "{\"model_name\":\"two\",\"model_version\":\"1\",\"outputs\":[" + TENSOR + "]}"));
  }

  static OwnServers ofChats() throws IOException {
    return new OwnServers(
        Map.of(
            "GET /v1/models",
            "{\"object\":\"list\",\"data\":[{\"id\":\"parrot\"},{\"id\":\"mortal\"}]}"));
  }

  static OwnServers ofAnApi() throws IOException {
    return new OwnServers(
        Map.of(
            "GET /openapi.json",
            DOCUMENT,
            "POST /score",
            "{\"score\":7}",
            "GET /items/7",
            "{\"item\":7}",
            "GET /hidden",
            "{\"hidden\":true}"));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, Map<String, String> pages) throws IOException {
    exchange.getRequestBody().readAllBytes();
    var asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    var page = pages.getOrDefault(asked, "{}").getBytes(UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(pages.containsKey(asked) ? 200 : 404, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  /** Says two words; a mortal model dies between them. */
  private void chat(HttpExchange exchange) throws IOException {
    var asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    var out = exchange.getResponseBody();
    out.write(PIECE.formatted("Hello").getBytes(UTF_8));
    out.flush();
    awaitFirstPiece();
    if (asked.contains("mortal")) {
      throw new IOException("dies here, with its connection");
    }
    out.write((PIECE.formatted("there") + "data: [DONE]\n\n").getBytes(UTF_8));
    exchange.close();
  }

  private void awaitFirstPiece() throws IOException {
    try {
      if (!firstPieceCame.tryAcquire(20, TimeUnit.SECONDS)) {
        throw new IOException("nobody read the first piece while the second was not sent");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
