package dev.portcullis.verify;

import static dev.portcullis.verify.BadRequest.draft;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Requests that are refused for what their bodies say, on every route that takes one. */
final class BadBodies {

  private static final String PREDICT = "/v1/models/fashion:predict";
  private static final String INFER = "/v2/models/fashion/infer";
  private static final int OVERSIZED = 5 << 20;
  private static final int BOMB = 64 << 20;

  private final String key;

  BadBodies(String key) {
    this.key = key;
  }

  Stream<BadRequest> all() {
    return Stream.of(of(PREDICT), of(INFER), tensors()).flatMap(rows -> rows);
  }

  private Stream<BadRequest> of(String path) {
    var twice =
        path.equals(INFER)
            ? "{\"inputs\":[],\"inputs\":[]}"
            : "{\"image\":{\"url\":\"https://zebra42/\",\"url\":\"\"}}";
    var duplicate = to(path).json(twice).refused("a name twice to " + path, 400, "malformed");
    return Stream.of(types(path), texts(path), sizes(path), Stream.of(duplicate))
        .flatMap(rows -> rows);
  }

  private Stream<BadRequest> types(String path) {
    var boot = House.read("examples/requests/boot.json").getBytes(ISO_8859_1);
    return Stream.of("text/plain", "application/zebra42", "///", "application/jsonp")
        .map(type ->
            to(path).body(type, boot).refused(type + " to " + path, 415, "unsupported_media_type"));
  }

  private Stream<BadRequest> texts(String path) {
    return Stream.of(
            "cut short|{\"inputs\":[|400",
            "NaN|{\"inputs\":[NaN]}|400",
            "Infinity|{\"inputs\":[-Infinity]}|400",
            "a comment|{/*zebra42*/}|400",
            "a single quote|{'zebra42':1}|400",
            "no member|{,zebra42}|400",
            "not UTF-8|{\"zebra42\":\"\u00ff\"}|400",
            "a byte order mark|\u00ef\u00bb\u00bf{}|400",
            "a very long number|{\"inputs\":[" + "9".repeat(5_000) + "]}|400",
            "nothing||422",
            "null|null|422",
            "a text|\"zebra42\"|422",
            "an unknown member|{\"zebra42\":1}|422",
            "deep nesting|" + "[".repeat(5_000) + "|422",
            "deeply nested inputs|{\"inputs\":" + "[".repeat(5_000) + "|422",
            "texts for numbers|{\"inputs\":[\"zebra42\"]}|422")
        .map(row -> text(path, row));
  }

  private BadRequest text(String path, String row) {
    var first = row.indexOf('|');
    var last = row.lastIndexOf('|');
    var status = Integer.parseInt(row.substring(last + 1));
    return to(path)
        .body("application/json", row.substring(first + 1, last).getBytes(ISO_8859_1))
        .refused(
            row.substring(0, first) + " to " + path,
            status,
            status == 400 ? "malformed" : "invalid");
  }

  private Stream<BadRequest> sizes(String path) {
    var large = "{\"inputs\":[" + "0,".repeat(OVERSIZED / 2) + "0]}";
    return Stream.of(
        to(path).json(large).refused("oversized to " + path, 413, "too_large"),
        to(path)
            .with("Content-Encoding", "gzip")
            .body("application/json", bomb())
            .refused("a bomb to " + path, 413, "too_large"),
        to(path)
            .with("Content-Encoding", "gzip")
            .json("{\"zebra42\":1}")
            .refused("no gzip to " + path, 400, "malformed"),
        to(path)
            .with("Content-Encoding", "br")
            .json("{}")
            .refused("another coding to " + path, 415, "unsupported_media_type"));
  }

  private static byte[] bomb() {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write("{\"inputs\":[".getBytes(ISO_8859_1));
      gzip.write(new byte[BOMB]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Stream<BadRequest> tensors() {
    var data = "[" + "0,".repeat(783) + "0]";
    return Stream.of(
            "a shape that lies|image|FP32|[1,1,28,29]|" + data,
            "a negative size|image|FP32|[-1,1,28,28]|" + data,
            "an enormous shape|image|FP32|[2147483647,2147483647]|" + data,
            "no elements|image|FP32|[1,1,28,28]|[]",
            "another datatype|image|INT64|[1,1,28,28]|" + data,
            "an unknown datatype|image|ZEBRA42|[1,1,28,28]|" + data,
            "an unknown input|zebra42|FP32|[1,1,28,28]|" + data,
            "another rank|image|FP32|[784]|" + data,
            "a number too large|image|FP32|[1,1,1,1]|[1e999]",
            "a ragged array|image|FP32|[1,1,2,2]|[[[[1,2],[3]]]]")
        .map(row -> row.split("\\|"))
        .map(cell -> to(INFER).json(tensor(cell)).refused(cell[0], 422, "invalid"));
  }

  private static String tensor(String... cell) {
    return "{\"inputs\":[{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":%s,\"data\":%s}]}"
        .formatted(cell[1], cell[2], cell[3], cell[4]);
  }

  private BadRequest.Draft to(String path) {
    return draft("POST", path).key(key);
  }
}
