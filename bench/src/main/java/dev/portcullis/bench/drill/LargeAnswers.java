package dev.portcullis.bench.drill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server whose every answer is large enough to be read slowly. */
final class LargeAnswers implements AutoCloseable {

  /** More than the kernel takes off a server's hands for a client that does not read. */
  private static final long ANSWER_BYTES = 4L * 1024 * 1024;

  /** The JDK's server copies what it is given, once for every answer that is on its way. */
  private static final byte[] PIECE = new byte[16 * 1024];

  private static final int BACKLOG = 1_024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private LargeAnswers(HttpServer server) {
    this.server = server;
  }

  static LargeAnswers start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var answers = new LargeAnswers(HttpServer.create(address, BACKLOG));
    answers.server.createContext("/", LargeAnswers::answer);
    answers.server.setExecutor(answers.threads);
    answers.server.start();
    return answers;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("content-type", "application/octet-stream");
      exchange.sendResponseHeaders(200, ANSWER_BYTES);
      for (long sent = 0; sent < ANSWER_BYTES; sent += PIECE.length) {
        exchange.getResponseBody().write(PIECE);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
