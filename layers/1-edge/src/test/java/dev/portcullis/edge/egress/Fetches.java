package dev.portcullis.edge.egress;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.edge.egress.EgressSettings.Allow;
import dev.portcullis.edge.upstream.RawServer;
import dev.portcullis.edge.upstream.TlsServer;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Egress;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** What tests of fetching share: servers with a name of their own, and fetches from them. */
final class Fetches {

  static final String PNG = "\u0089PNG\r\n\u001a\n rest";
  static final Resolver LOOPBACK = _ -> found("127.0.0.1");

  private Fetches() {}

  static TlsServer answering(Path folder, String answer) {
    return TlsServer.named(
        "pictures.example", folder, (_, connection) -> RawServer.write(connection, answer));
  }

  static SafeEgress trusting(Vertx vertx, TlsServer server, String host) {
    return trusting(vertx, server, LOOPBACK, allow(server, host));
  }

  static SafeEgress trusting(Vertx vertx, TlsServer server, Resolver resolver, Allow allow) {
    var settings = EgressSettings.DEFAULT.allowing(List.of(allow), List.of(server.authority()));
    return new SafeEgress(vertx, settings, resolver);
  }

  static Allow allow(TlsServer server, String host) {
    return new Allow(host, server.port(), Cidr.parse("127.0.0.0/8"));
  }

  static URI url(TlsServer server, String path) {
    return URI.create("https://pictures.example:" + server.port() + path);
  }

  static Egress.Fetched fetch(SafeEgress egress, URI uri) {
    return egress.fetch(request(uri, Duration.ofSeconds(10))).toCompletableFuture().join();
  }

  static Reason refusal(SafeEgress egress, URI uri) {
    return refusal(egress, request(uri, Duration.ofSeconds(10)));
  }

  static Reason refusal(SafeEgress egress, Egress.Fetch fetch) {
    var failure =
        catchThrowableOfType(
            CompletionException.class, () -> egress.fetch(fetch).toCompletableFuture().join());
    return DeniedException.denialOf(failure, Reason.CONTROL_FAILED).reason();
  }

  static Egress.Fetch request(URI uri, Duration deadline) {
    return new Egress.Fetch(uri, List.of("image/png"), 1_024, deadline);
  }

  static CompletableFuture<List<InetAddress>> found(String... addresses) {
    return CompletableFuture.completedFuture(
        Stream.of(addresses).map(InetAddress::ofLiteral).toList());
  }

  static String picture(String body) {
    return answer("image/png", body);
  }

  static void picture(String body, Socket connection) throws Exception {
    RawServer.write(connection, picture(body));
  }

  static String answer(String type, String body) {
    var head = "HTTP/1.1 200 OK\r\nContent-Type: " + type;
    return head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  static String redirect(String location) {
    return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
  }
}
