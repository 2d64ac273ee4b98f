package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.port.Egress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A way out by the JDK's client, with the bounds that matter here, that notes where it was led. */
final class PlainEgress implements Egress {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<URI> fetched = new ConcurrentLinkedQueue<>();

  @Override
  public CompletionStage<Fetched> fetch(Fetch fetch) {
    fetched.add(fetch.uri());
    return client
        .sendAsync(request(fetch), HttpResponse.BodyHandlers.ofByteArray())
        .handle((response, failure) -> {
          if (failure != null) {
            throw failed("no answer");
          }
          return checked(fetch, response);
        });
  }

  List<URI> fetched() {
    return List.copyOf(fetched);
  }

  private static Fetched checked(Fetch fetch, HttpResponse<byte[]> response) {
    var type = response.headers().firstValue("content-type").orElse("");
    if (response.statusCode() != 200) {
      throw failed("a status other than 200");
    }
    if (!fetch.mediaTypes().contains(type)) {
      throw failed("a media type that was not asked for");
    }
    if (response.body().length > fetch.maxBytes()) {
      throw failed("more bytes than were asked for");
    }
    return new Fetched(type, ByteBuffer.wrap(response.body()));
  }

  private static HttpRequest request(Fetch fetch) {
    var request = HttpRequest.newBuilder(fetch.uri()).timeout(fetch.deadline());
    return switch (fetch.way()) {
      case Way.Following _, Way.Direct _ -> request.build();
      case Way.Form(var fields, var authorization) ->
          request
              .header("authorization", text(authorization))
              .POST(HttpRequest.BodyPublishers.ofString(text(fields)))
              .build();
    };
  }

  private static String text(Secret secret) {
    return new String(secret.reveal(Secret.Purpose.AUTHENTICATE_UPSTREAM), StandardCharsets.UTF_8);
  }

  private static DeniedException failed(String why) {
    return new DeniedException(Reason.FETCH_FAILED, "fetch: " + why);
  }
}
