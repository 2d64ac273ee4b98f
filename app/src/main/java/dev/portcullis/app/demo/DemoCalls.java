package dev.portcullis.app.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The calls of the demonstration but for the burst: a picture three ways, and eight attacks. */
final class DemoCalls {

  static final String BOOT = "Ankle boot";

  private static final int OVERSIZED_BYTES = 2 << 20;
  private static final String BOUNDARY = "portcullis-demo";

  private final String url;
  private final byte[] picture;

  private DemoCalls(String url, byte[] picture) {
    this.url = url;
    this.picture = picture;
  }

  static List<DemoCall> of(String url, String key) throws IOException {
    try (var in = DemoCalls.class.getResourceAsStream("/requests/boot.png")) {
      if (in == null) {
        throw new IllegalStateException("boot.png is not built in");
      }
      return new DemoCalls(url, in.readAllBytes()).all(key);
    }
  }

  private List<DemoCall> all(String key) {
    return List.of(
        new DemoCall("a picture as base64", base64().withKey(key), 200, BOOT),
        new DemoCall("a picture as a form", form().withKey(key), 200, BOOT),
        new DemoCall("a picture by its address", byUrl(url + "/boot.png", key), 200, BOOT),
        new DemoCall("a forged key", base64().withKey(forged(key)), 401, "unauthenticated"),
        new DemoCall("another's model", ask("payroll").withKey(key), 404, "not_found"),
        new DemoCall("a model that is nowhere", ask("nowhere").withKey(key), 404, "not_found"),
        new DemoCall("data to learn from", dataset().withKey(key), 403, "forbidden"),
        new DemoCall("a body of 2 MiB", oversized().withKey(key), 413, "too_large"),
        new DemoCall("a body of another type", text().withKey(key), 415, "unsupported_media_type"),
        new DemoCall("a tensor that lies", malformed().withKey(key), 422, "invalid"),
        new DemoCall(
            "the cloud's metadata by URL",
            byUrl("https://169.254.169.254/latest/meta-data/", key),
            422,
            "fetch_refused"));
  }

  DemoRequest base64() {
    return DemoRequest.json(
        DemoRequest.PREDICT,
        "{\"image\":{\"base64\":\"" + Base64.getEncoder().encodeToString(picture) + "\"}}");
  }

  private DemoRequest form() {
    var head =
        """
        --%s
        Content-Disposition: form-data; name="image"; filename="boot.png"
        Content-Type: image/png

        """
            .formatted(BOUNDARY);
    var bytes = new String(picture, StandardCharsets.ISO_8859_1);
    var body = head.replace("\n", "\r\n") + bytes + "\r\n--" + BOUNDARY + "--\r\n";
    return DemoRequest.of(DemoRequest.PREDICT, "multipart/form-data; boundary=" + BOUNDARY, body);
  }

  private static DemoRequest byUrl(String picture, String key) {
    return DemoRequest.json(DemoRequest.PREDICT, "{\"image\":{\"url\":\"" + picture + "\"}}")
        .withKey(key);
  }

  /** The key with its last secret character changed: its id is known, the rest is a guess. */
  private static String forged(String key) {
    var at = key.lastIndexOf('_') - 1;
    var other = key.charAt(at) == 'A' ? 'B' : 'A';
    return key.substring(0, at) + other + key.substring(at + 1);
  }

  /** Of a model that somebody else may use, the answer is the same as of one that is not there. */
  private static DemoRequest ask(String model) {
    return DemoRequest.json("/v1/models/" + model + ":predict", "{\"inputs\":[[1]]}");
  }

  /** The key is for asking models, not for teaching them. */
  private static DemoRequest dataset() {
    return DemoRequest.of("/v1/datasets/lessons", "text/csv", "picture,label\nboot.png,sandal\n");
  }

  private static DemoRequest oversized() {
    return DemoRequest.json(
        DemoRequest.PREDICT, "{\"inputs\":[" + "0,".repeat(OVERSIZED_BYTES / 2) + "0]}");
  }

  private static DemoRequest text() {
    return DemoRequest.of(DemoRequest.PREDICT, "text/plain", "an ankle boot");
  }

  private static DemoRequest malformed() {
    return DemoRequest.json(
        "/v2/models/fashion/infer",
        """
        {"inputs":[{"name":"image","datatype":"FP32","shape":[1,1,28,28],"data":[0,0,0]}]}\
        """);
  }
}
