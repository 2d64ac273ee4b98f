package dev.portcullis.verify;

import static dev.portcullis.verify.BadRequest.draft;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Pictures that are none, that lie, or that stand where nobody may fetch them. */
final class BadPictures {

  private static final String PREDICT = "/v1/models/fashion:predict";
  private static final int WIDTH_AT = 16;
  private static final int HEADER_END = 29;

  private final String key;
  private final int ownPort;
  private final byte[] boot = boot();

  BadPictures(String key, int ownPort) {
    this.key = key;
    this.ownPort = ownPort;
  }

  private static byte[] boot() {
    try {
      return Files.readAllBytes(House.ROOT.resolve("examples/requests/boot.png"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<BadRequest> all() {
    return Stream.of(inJson(), bare(), addresses(), unfit()).flatMap(rows -> rows);
  }

  private Stream<BadRequest> inJson() {
    var whole = Base64.getEncoder().encodeToString(boot);
    return Stream.of(
        json("{\"image\":{\"base64\":\"@zebra42@\"}}").refused("no base64", 422, "invalid"),
        json("{\"image\":{\"base64\":\"" + whole.substring(1) + "\"}}")
            .refused("base64 without its head", 422, "invalid"),
        json("{\"image\":{}}").refused("no picture", 422, "invalid"),
        json("{\"image\":{\"base64\":\"%s\",\"url\":\"https://zebra42\"}}".formatted(whole))
            .refused("two pictures", 422, "invalid"),
        json("{\"image\":{\"base64\":\"%s\"},\"image\":{}}".formatted(whole))
            .refused("a picture twice", 400, "malformed"),
        json("{\"image\":{\"base64\":\"%s\"}} zebra42".formatted(whole))
            .refused("something after the picture", 400, "malformed"),
        base64("zebra42 is no picture".getBytes(ISO_8859_1))
            .refused("a text", 415, "unsupported_media_type"),
        base64(Arrays.copyOf(boot, 60)).refused("cut short", 422, "invalid"),
        base64(Arrays.copyOf(boot, boot.length - 12)).refused("without its end", 422, "invalid"),
        base64(sized(60_000, 60_000)).refused("60000 x 60000", 413, "too_large"),
        base64(sized(0, 28)).refused("no columns", 422, "invalid"));
  }

  private Stream<BadRequest> bare() {
    return Stream.of(
        picture("image/png", "zebra42".getBytes(ISO_8859_1))
            .refused("a text as PNG", 415, "unsupported_media_type"),
        picture("image/jpeg", boot).refused("a PNG as JPEG", 415, "unsupported_media_type"),
        picture("image/png", Arrays.copyOf(boot, 50)).refused("a cut PNG", 422, "invalid"),
        picture("image/png", new byte[0]).refused("an empty PNG", 400, "malformed"),
        picture("image/png", sized(60_000, 60_000)).refused("a huge PNG", 413, "too_large"),
        picture("multipart/form-data", boot).refused("no boundary", 400, "malformed"),
        picture("multipart/form-data; boundary=x", boot).refused("no form", 400, "malformed"),
        picture("multipart/form-data; boundary=x", "--x--\r\n".getBytes(ISO_8859_1))
            .refused("a form without parts", 400, "malformed"));
  }

  private Stream<BadRequest> addresses() {
    return Stream.of(
            "http://example.com/zebra42.png",
            "https://127.0.0.1/zebra42",
            "https://127.1/zebra42",
            "https://2130706433/zebra42",
            "https://0x7f000001/zebra42",
            "https://0x7f.0.0.1/zebra42",
            "https://0177.0.0.1/zebra42",
            "https://localhost/zebra42",
            "https://localhost.:443/zebra42",
            "https://localhost:1/zebra42",
            "https://127.0.0.1:" + ownPort + "/boot.png",
            "https://[::1]/zebra42",
            "https://[::]/zebra42",
            "https://[::ffff:127.0.0.1]/zebra42",
            "https://[64:ff9b::7f00:1]/zebra42",
            "https://[fe80::1]/zebra42",
            "https://[fd00::1]/zebra42",
            "https://0.0.0.0/zebra42",
            "https://10.0.0.1/zebra42",
            "https://172.16.0.1/zebra42",
            "https://192.168.1.1/zebra42",
            "https://100.64.0.1/zebra42",
            "https://224.0.0.1/zebra42",
            "https://169.254.169.254/latest/meta-data/",
            "https://metadata.google.internal/zebra42",
            "https://zebra42:x@example.com/",
            "https://example.com:22/zebra42",
            "https://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/zebra42",
            "file:///etc/passwd",
            "gopher://zebra42/",
            "javascript:zebra42",
            "https:///zebra42")
        .map(url -> url(url).refused(url, 422, "fetch_refused"));
  }

  private Stream<BadRequest> unfit() {
    return Stream.of(
        url("").refused("an empty address", 422, "invalid"),
        url("https://localhost:" + ownPort + "/v2")
            .refused("what is no picture", 422, "fetch_failed"),
        url("https://zebra42.invalid/").refused("a name without address", 422, "fetch_failed"));
  }

  /** A picture that says it has another size, with a sum that agrees. */
  private byte[] sized(int width, int height) {
    var lying = boot.clone();
    ByteBuffer.wrap(lying).putInt(WIDTH_AT, width).putInt(WIDTH_AT + 4, height);
    var sum = new CRC32();
    sum.update(lying, WIDTH_AT - 4, HEADER_END - WIDTH_AT + 4);
    ByteBuffer.wrap(lying).putInt(HEADER_END, (int) sum.getValue());
    return lying;
  }

  private BadRequest.Draft base64(byte[] picture) {
    return json("{\"image\":{\"base64\":\"" + Base64.getEncoder().encodeToString(picture) + "\"}}");
  }

  private BadRequest.Draft url(String url) {
    return json("{\"image\":{\"url\":\"" + url + "\"}}");
  }

  private BadRequest.Draft json(String text) {
    return draft("POST", PREDICT).key(key).json(text);
  }

  private BadRequest.Draft picture(String type, byte[] bytes) {
    return draft("POST", PREDICT).key(key).body(type, bytes);
  }
}
