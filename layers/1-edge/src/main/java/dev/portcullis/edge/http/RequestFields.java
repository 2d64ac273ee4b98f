package dev.portcullis.edge.http;

import dev.portcullis.edge.http.framing.Authority;
import dev.portcullis.edge.http.routing.CanonicalPath;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.RequestHead;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;

/** What the edge itself reads from a request's head. */
final class RequestFields {
  /** Fields by which we tell others who is calling: from a client they mean nothing. */
  private static final String OURS = "x-portcullis-";

  private RequestFields() {}

  /** The head as the kernel sees it. */
  static RequestHead head(HttpServerRequest request, ListenerSettings listener, InetAddress peer) {
    var uri = request.uri();
    var mark = uri.indexOf('?');
    var path = CanonicalPath.of(mark < 0 ? uri : uri.substring(0, mark));
    var query = mark < 0 ? "" : uri.substring(mark + 1);
    var headers = headers(request.headers());
    return new RequestHead(
        request.method().name(),
        listener.scheme(),
        authority(request),
        path,
        query,
        headers,
        listener.proxies().client(peer, headers));
  }

  /** The id the client gave where it is well formed and the only one, else a fresh one. */
  static String requestId(MultiMap headers) {
    var given = headers.get(AnswerFields.REQUEST_ID);
    return given != null && RequestId.isWellFormed(given) ? given : RequestId.fresh();
  }

  /** Bytes of body that the request announces, or {@link BodyReader#UNKNOWN}. */
  static long bodyLength(HttpServerRequest request) {
    var length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return Long.parseLong(length);
    }
    var endsWithItsHead =
        request.version() == HttpVersion.HTTP_1_1
            && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    return endsWithItsHead ? 0 : BodyReader.UNKNOWN;
  }

  /** The media type in lower case without parameters, empty where there is none. */
  static String mediaType(HttpServerRequest request) {
    var field = request.headers().get(HttpHeaders.CONTENT_TYPE);
    if (field == null) {
      return "";
    }
    var end = field.indexOf(';');
    return (end < 0 ? field : field.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static String authority(HttpServerRequest request) {
    var host = request.headers().get(HttpHeaders.HOST);
    if (host != null) {
      return host;
    }
    var authority = request.authority();
    if (authority == null || !Authority.isWellFormed(authority.toString())) {
      throw new DeniedException(Reason.MALFORMED, "no well-formed authority");
    }
    return authority.toString();
  }

  private static Headers headers(MultiMap received) {
    var fields = new ArrayList<Map.Entry<String, String>>(received.size());
    for (var field : received) {
      if (!field.getKey().regionMatches(true, 0, OURS, 0, OURS.length())) {
        fields.add(field);
      }
    }
    return Headers.of(fields);
  }
}
