package dev.portcullis.edge.surfaces;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.RequestHead;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Requests as the router hands them to a surface, and what tests ask of refusals. */
public final class Requests {

  /** Writes the code alone, so that tests see what a surface passed on. */
  public static final Refusal CODES =
      (denial, requestId) ->
          new Written(
              denial.reason().status(),
              "text/plain",
              Map.of(),
              List.of(bytes(denial.reason().code() + " " + requestId)));

  private Requests() {}

  public static Target get(String path, Map<String, String> variables) {
    return target("GET", path, "", variables, Map.of());
  }

  public static Target post(String path, String mediaType, Map<String, String> variables) {
    return target("POST", path, mediaType, variables, Map.of());
  }

  public static Target target(
      String method,
      String path,
      String mediaType,
      Map<String, String> variables,
      Map<String, String> headers) {
    int query = path.indexOf('?');
    var head =
        new RequestHead(
            method,
            "https",
            "localhost",
            query < 0 ? path : path.substring(0, query),
            query < 0 ? "" : path.substring(query + 1),
            Headers.of(headers),
            InetAddress.getLoopbackAddress());
    return new Target(head, variables, mediaType);
  }

  public static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String text(Written written) {
    return text(written.body());
  }

  public static String text(List<ByteBuffer> body) {
    var text = new StringBuilder();
    body.forEach(b -> text.append(StandardCharsets.UTF_8.decode(b.duplicate())));
    return text.toString();
  }

  public static Denial denial(ThrowingCallable refused) {
    return Assertions.catchThrowableOfType(DeniedException.class, refused).denial();
  }
}
