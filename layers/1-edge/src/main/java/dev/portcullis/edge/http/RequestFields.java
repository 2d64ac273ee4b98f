package dev.portcullis.edge.http;

import dev.portcullis.edge.bytes.Gathering;
import dev.portcullis.edge.http.door.NamedHost;
import dev.portcullis.edge.http.framing.Authority;
import dev.portcullis.edge.http.framing.FramingLimits;
import dev.portcullis.edge.http.framing.StreamHead;
import dev.portcullis.edge.http.routing.CanonicalPath;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.RequestHead;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the edge itself reads from a request's head. */
final class RequestFields {
  /** Fields by which we tell others who is calling: from a client they mean nothing. */
  private static final String OURS = "x-portcullis-";

  /** Fields that concern the client's connection to us, and nobody behind it. */
  private static final Set<String> OF_THE_CONNECTION =
      inAnyCase("connection", "upgrade", "http2-settings", "keep-alive", "proxy-connection");

  /** A HEAD is a GET whose answer's body stays here. */
  private static final String GET = "GET";

  private RequestFields() {}

  /** Judges what no guard saw as bytes: a head of HTTP/2. */
  static void requireGood(HttpServerRequest request, FramingLimits limits) {
    if (request.version() == HttpVersion.HTTP_2) {
      var target = Optional.ofNullable(request.uri()).orElse("");
      var authority = Optional.ofNullable(request.authority()).map(HostAndPort::toString);
      var fields = request.headers();
      new StreamHead(request.method().name(), target, authority, fields).requireGood(limits);
    }
  }

  /** The head as the kernel sees it, of a request that is for a host served here. */
  static RequestHead head(HttpServerRequest request, ListenerSettings listener, Link link) {
    var uri = request.uri();
    var mark = uri.indexOf('?');
    var path = CanonicalPath.of(mark < 0 ? uri : uri.substring(0, mark));
    var query = mark < 0 ? "" : uri.substring(mark + 1);
    var headers = headers(request.headers());
    var authority = authority(request);
    listener.hosts().requireServed(NamedHost.of(authority, listener.scheme()), link.serverName());
    return new RequestHead(
        request.method().equals(HttpMethod.HEAD) ? GET : request.method().name(),
        listener.scheme(),
        authority,
        path,
        query,
        headers,
        listener.proxies().client(link.client(), headers));
  }

  /** The id the client gave where it is well formed and the only one, else a fresh one. */
  static String requestId(MultiMap headers) {
    var given = headers.getAll(AnswerFields.REQUEST_ID);
    return given.size() == 1 && RequestId.isWellFormed(given.getFirst())
        ? given.getFirst()
        : RequestId.fresh();
  }

  /** Bytes of body that the request announces, or {@link Gathering#UNKNOWN}. */
  static long bodyLength(HttpServerRequest request) {
    var length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return bodyLength(length);
    }
    var endsWithItsHead =
        request.version() == HttpVersion.HTTP_1_1
            && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    return endsWithItsHead ? 0 : Gathering.UNKNOWN;
  }

  private static long bodyLength(String field) {
    try {
      var length = Long.parseLong(field);
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Denied below.
    }
    throw new DeniedException(Reason.MALFORMED, "content-length is no plain number");
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
    return Optional.ofNullable(request.headers().get(HttpHeaders.HOST))
        .or(() -> Optional.ofNullable(request.authority()).map(HostAndPort::toString))
        .filter(Authority::isWellFormed)
        .orElseThrow(() -> new DeniedException(Reason.MALFORMED, "no well-formed authority"));
  }

  private static Headers headers(MultiMap received) {
    var fields = new ArrayList<Map.Entry<String, String>>(received.size());
    for (var field : received) {
      if (isForUs(field.getKey())) {
        fields.add(field);
      }
    }
    return Headers.of(fields);
  }

  private static boolean isForUs(String name) {
    return !name.regionMatches(true, 0, OURS, 0, OURS.length())
        && !OF_THE_CONNECTION.contains(name);
  }

  private static Set<String> inAnyCase(String... names) {
    var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return Collections.unmodifiableSet(set);
  }
}
