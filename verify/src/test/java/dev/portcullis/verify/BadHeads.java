package dev.portcullis.verify;

import static dev.portcullis.verify.BadRequest.draft;

import java.util.List;
import java.util.stream.Stream;

/** Requests that are refused for what their heads say: where they go, how, and who sends them. */
final class BadHeads {

  private static final String PREDICT = "/v1/models/fashion:predict";
  private static final String INFER = "/v2/models/fashion/infer";
  private static final List<String> OF_KEY_HOLDERS =
      List.of(
          "POST " + PREDICT,
          "POST " + INFER,
          "POST /v2/models/fashion/versions/1/infer",
          "GET /v2",
          "GET /v2/health/live",
          "GET /v2/health/ready",
          "GET /v2/models/fashion",
          "GET /v2/models/fashion/ready",
          "GET /v2/models/fashion/versions/1",
          "GET /v2/models/fashion/versions/1/ready");

  private final Keys keys;

  BadHeads(Keys keys) {
    this.keys = keys;
  }

  /**
   * Credentials to try.
   *
   * @param good may do everything
   * @param unscoped may do nothing that any route offers
   * @param foreign may use another model only
   * @param revoked was taken back
   */
  record Keys(String good, String unscoped, String foreign, String revoked) {

    /** A key whose id is known, and whose secret is a guess. */
    String forged() {
      var at = good.lastIndexOf('_') - 1;
      var other = good.charAt(at) == 'A' ? 'B' : 'A';
      return good.substring(0, at) + other + good.substring(at + 1);
    }
  }

  Stream<BadRequest> all() {
    return Stream.of(credentials(), methods(), places(), framing()).flatMap(rows -> rows);
  }

  private Stream<BadRequest> credentials() {
    var everywhere = OF_KEY_HOLDERS.stream().flatMap(this::credentials);
    var odd =
        Stream.of(
            open(PREDICT)
                .key(keys.good())
                .with("Authorization", "Bearer " + keys.good())
                .refused("two credentials", 400, "malformed"),
            open(PREDICT)
                .key(keys.good())
                .key(keys.good())
                .refused("a key twice", 400, "malformed"),
            open(PREDICT)
                .with("Authorization", "Basic emVicmE0Mjp4")
                .refused("a password", 401, "unauthenticated"),
            open(PREDICT)
                .with("Authorization", "Bearer " + BadRequest.MARK)
                .refused("no key at all", 401, "unauthenticated"));
    return Stream.concat(everywhere, odd);
  }

  private Stream<BadRequest> credentials(String entrance) {
    var method = entrance.substring(0, entrance.indexOf(' '));
    var path = entrance.substring(method.length() + 1);
    var aboutModel = path.contains("fashion");
    var rows =
        Stream.of(
            to(method, path).refused("no key: " + entrance, 401, "unauthenticated"),
            to(method, path)
                .key(keys.forged())
                .refused("forged key: " + entrance, 401, "unauthenticated"),
            to(method, path)
                .key(keys.revoked())
                .refused("revoked key: " + entrance, 401, "unauthenticated"),
            to(method, path)
                .key(keys.unscoped())
                .refused("no scope: " + entrance, 403, "forbidden"));
    var foreign =
        to(method, path).key(keys.foreign()).refused("foreign: " + entrance, 404, "not_found");
    return aboutModel ? Stream.concat(rows, Stream.of(foreign)) : rows;
  }

  private static BadRequest.Draft to(String method, String path) {
    return method.equals("POST") ? open(path) : draft(method, path);
  }

  private static BadRequest.Draft open(String path) {
    var body =
        path.endsWith(":predict")
            ? "{\"inputs\":[" + "0,".repeat(783) + "0]}"
            : House.read("examples/requests/boot-oip.json");
    return draft("POST", path).json(body);
  }

  private Stream<BadRequest> methods() {
    return Stream.of(
            "GET " + PREDICT,
            "PUT " + PREDICT,
            "DELETE " + PREDICT,
            "OPTIONS " + PREDICT,
            "ZEBRA " + PREDICT,
            "GET " + INFER,
            "DELETE " + INFER,
            "POST /v2",
            "POST /v2/health/live",
            "POST /v2/models/fashion",
            "PUT /boot.png",
            "POST /boot.png")
        .map(line -> line.split(" ", 2))
        .map(word ->
            draft(word[0], word[1])
                .key(keys.good())
                .refused(String.join(" ", word), 405, "method_not_allowed"));
  }

  private Stream<BadRequest> places() {
    var absent =
        Stream.of("/", "/zebra42", "/v2/zebra42", "/v2/models/zebra42", "/v2/health/zebra42")
            .map(path ->
                draft("GET", path).key(keys.good()).refused("GET " + path, 404, "not_found"));
    var versions =
        Stream.of("/v1/models/zebra42:predict", "/v2/models/fashion/versions/42/infer")
            .map(path -> open(path).key(keys.good()).refused("POST " + path, 404, "not_found"));
    var tricks =
        Stream.of("/v1/models/../zebra42", "/v2/models/zebra42%2f..", "/zebra42%00", "/v2//models")
            .map(path ->
                draft("GET", path).key(keys.good()).refused("GET " + path, 400, "malformed"));
    return Stream.of(absent, versions, tricks).flatMap(rows -> rows);
  }

  private Stream<BadRequest> framing() {
    return Stream.of(
        open(PREDICT).version("HTTP/1.0").refused("HTTP/1.0", 400, "malformed"),
        draft("GET", "/boot.png").version("HTTP/1.9").refused("HTTP/1.9", 400, "malformed"),
        draft("GET", "/boot.png").with("Host", "zebra42").refused("two hosts", 400, "malformed"),
        draft("GET", "http://zebra42/boot.png").refused("absolute form", 400, "malformed"),
        draft("GET", "/boot.png")
            .with("Transfer-Encoding", "chunked")
            .refused("two framings", 400, "malformed"),
        draft("GET", "/boot.png")
            .with("Connection", "Upgrade")
            .with("Upgrade", "websocket")
            .refused("a WebSocket", 400, "malformed"),
        draft("GET", "/" + "zebra42".repeat(3_000)).refused("a long path", 414, "uri_too_long"),
        draft("GET", "/boot.png")
            .with("x-long", "zebra42".repeat(10_000))
            .refused("a long header", 431, "headers_too_large"),
        new BadRequest("no host", "GET /zebra42 HTTP/1.1\r\n\r\n", 400, "malformed"),
        new BadRequest("no HTTP", "zebra42\r\n\r\n", 400, "malformed"));
  }
}
