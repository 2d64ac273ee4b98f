package dev.portcullis.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that must be refused.
 *
 * @param message as bytes of Latin-1
 * @param code what the refusal calls it
 */
record BadRequest(String name, String message, int status, String code) {

  /** Stands in every bad request; an answer that has it has told the caller's text again. */
  static final String MARK = "zebra42";

  /** A request that is well formed, to be spoiled in one respect. */
  static Draft draft(String method, String path) {
    return new Draft(method, path);
  }

  /** A message in the making. */
  static final class Draft {

    private final String method;
    private final String path;
    private final List<String> fields = new ArrayList<>();
    private String version = "HTTP/1.1";
    private byte[] body = {};

    private Draft(String method, String path) {
      this.method = method;
      this.path = path;
      with("Host", "localhost").with("x-note", MARK);
    }

    Draft with(String field, String value) {
      fields.add(field + ": " + value);
      return this;
    }

    Draft key(String key) {
      return with("x-api-key", key);
    }

    Draft version(String other) {
      version = other;
      return this;
    }

    Draft json(String text) {
      return body("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    Draft body(String type, byte[] bytes) {
      body = bytes;
      return with("Content-Type", type);
    }

    /** What becomes of it. */
    BadRequest refused(String name, int status, String code) {
      return new BadRequest(name, message(), status, code);
    }

    private String message() {
      var head = method + " " + path + " " + version + "\r\n" + String.join("\r\n", fields);
      var all = new ByteArrayOutputStream();
      all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
      all.writeBytes(
          ("\r\nContent-Length: " + body.length + "\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      all.writeBytes(body);
      return all.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
