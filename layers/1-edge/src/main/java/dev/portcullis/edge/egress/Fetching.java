package dev.portcullis.edge.egress;

import static java.util.Objects.requireNonNull;

import dev.portcullis.edge.client.AnswerBody;
import dev.portcullis.edge.client.AnswerBody.Ending.CutShort;
import dev.portcullis.edge.client.AnswerBody.Ending.NoRoom;
import dev.portcullis.edge.client.AnswerBody.Ending.TooLarge;
import dev.portcullis.edge.client.AnswerBody.Ending.Whole;
import dev.portcullis.edge.client.Errand;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.port.Egress.Fetch;
import dev.portcullis.kernel.port.Egress.Fetched;
import dev.portcullis.kernel.port.Egress.Way;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One fetch, from its first hop to its last byte, on one context. */
final class Fetching {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final SafeEgress egress;
  private final Context context;
  private final Fetch fetch;
  private final CompletableFuture<Fetched> fetched = new CompletableFuture<>();
  private @Nullable Errand errand;
  private int redirects;

  Fetching(SafeEgress egress, Context context, Fetch fetch) {
    this.egress = egress;
    this.context = context;
    this.fetch = fetch;
  }

  CompletionStage<Fetched> fetched() {
    return fetched;
  }

  void start() {
    errand = Errand.begin(egress.vertx(), fetch.deadline(), () -> fail("no whole answer in time"));
    guarded(() -> hop(FetchUrl.of(fetch.uri()), fetch.uri()));
  }

  private void hop(FetchUrl url, URI uri) {
    egress.destination().requireAllowed(url);
    var addresses =
        url.literal()
            .<CompletionStage<List<InetAddress>>>map(
                address -> CompletableFuture.completedFuture(List.of(address)))
            .orElseGet(() -> egress.resolver().resolve(url.host()));
    addresses.whenComplete((found, failure) ->
        context.runOnContext(_ -> {
          if (failure != null) {
            fail("the name does not resolve");
          } else {
            guarded(() -> connect(url, uri, found));
          }
        }));
  }

  private void connect(FetchUrl url, URI uri, List<InetAddress> addresses) {
    if (fetched.isDone()) {
      return;
    }
    var address = egress.destination().pin(url, addresses);
    var options =
        new RequestOptions()
            .setMethod(method())
            .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
            .setHost(url.host())
            .setPort(url.port())
            .setSsl(url.scheme().equals("https"))
            .setURI(url.target());
    egress
        .client()
        .request(options)
        .onSuccess(connected -> guarded(() -> send(connected, address, uri)))
        .onFailure(failure -> fail("no connection: " + failure.getClass().getSimpleName()));
  }

  private void send(HttpClientRequest connected, InetAddress address, URI uri) {
    errand().sends(connected);
    if (fetched.isDone()) {
      errand().recall();
      return;
    }
    requirePeer(connected, address);
    connected
        .putHeader("accept", String.join(", ", fetch.mediaTypes()))
        .putHeader("accept-encoding", "identity")
        .putHeader("user-agent", "portcullis");
    sent(connected)
        .onSuccess(response -> guarded(() -> answered(response, uri)))
        .onFailure(failure -> fail("no answer: " + failure.getClass().getSimpleName()));
  }

  private HttpMethod method() {
    return switch (fetch.way()) {
      case Way.Following _, Way.Direct _ -> HttpMethod.GET;
      case Way.Form _ -> HttpMethod.POST;
    };
  }

  private Future<HttpClientResponse> sent(HttpClientRequest connected) {
    return switch (fetch.way()) {
      case Way.Following _, Way.Direct _ -> connected.send();
      case Way.Form(var fields, var authorization) ->
          connected
              .putHeader("content-type", "application/x-www-form-urlencoded")
              .putHeader("authorization", text(authorization))
              .send(Buffer.buffer(fields.reveal(Secret.Purpose.AUTHENTICATE_UPSTREAM)));
    };
  }

  private static String text(Secret secret) {
    return new String(secret.reveal(Secret.Purpose.AUTHENTICATE_UPSTREAM), StandardCharsets.UTF_8);
  }

  /** The connection's own word on where it ends, whatever was asked for. */
  private static void requirePeer(HttpClientRequest connected, InetAddress address) {
    var peer = connected.connection().remoteAddress().hostAddress();
    if (peer == null || !InetAddress.ofLiteral(peer).equals(address)) {
      throw new RefusedException("a peer other than the one that was judged");
    }
  }

  private void answered(HttpClientResponse response, URI uri) {
    if (fetched.isDone()) {
      return;
    }
    response.exceptionHandler(_ -> fail("cut short"));
    if (REDIRECTS.contains(response.statusCode())) {
      follow(response, uri);
      return;
    }
    if (response.statusCode() != 200 || response.headers().contains("content-encoding")) {
      fail("a status other than 200, or a compressed body");
      return;
    }
    var mediaType = AnswerBody.mediaType(response);
    if (!fetch.mediaTypes().contains(mediaType)) {
      fail("a media type that was not asked for");
      return;
    }
    collect(response, mediaType);
  }

  private void follow(HttpClientResponse response, URI uri) {
    if (!(fetch.way() instanceof Way.Following)) {
      fail("a redirect of what is fetched from one address alone");
      return;
    }
    var locations = response.headers().getAll("location");
    if (++redirects > SafeEgress.MAX_REDIRECTS || locations.size() != 1) {
      fail("too many redirects, or one to nowhere");
      return;
    }
    var next = resolved(uri, locations.getFirst());
    var url = FetchUrl.of(next);
    if ("https".equalsIgnoreCase(uri.getScheme()) && !url.scheme().equals("https")) {
      throw new RefusedException("a redirect from https to http");
    }
    response.exceptionHandler(_ -> {});
    errand().recall();
    hop(url, next);
  }

  private static URI resolved(URI from, String location) {
    try {
      return from.resolve(new URI(location));
    } catch (URISyntaxException _) {
      throw new RefusedException("a redirect to no URL");
    }
  }

  private void collect(HttpClientResponse response, String mediaType) {
    AnswerBody.read(
        response,
        fetch.memory(),
        fetch.maxBytes(),
        ending -> {
          switch (ending) {
            case Whole(var body) -> whole(mediaType, body);
            case TooLarge _ -> fail("more bytes than were asked for");
            case NoRoom _ -> end(new DeniedException(Reason.OVERLOADED, "bytes in flight: fetch"));
            case CutShort _ -> fail("cut short");
          }
        });
  }

  private void whole(String mediaType, ByteBuffer body) {
    if (!Magic.agrees(mediaType, body)) {
      fail("bytes that are not of the type they are said to be");
      return;
    }
    errand().end();
    fetched.complete(new Fetched(mediaType, body));
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RefusedException e) {
      end(e.denied());
    } catch (RuntimeException e) {
      fail(e.getClass().getSimpleName());
    }
  }

  private void fail(String why) {
    end(new DeniedException(Reason.FETCH_FAILED, "fetch: " + why));
  }

  private void end(DeniedException denied) {
    if (fetched.completeExceptionally(denied)) {
      errand().end();
      errand().recall();
    }
  }

  private Errand errand() {
    return requireNonNull(errand, "begun by start()");
  }
}
