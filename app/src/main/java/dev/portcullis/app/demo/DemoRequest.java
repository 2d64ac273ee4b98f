package dev.portcullis.app.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** One POST, whose body is text of one byte a character. */
record DemoRequest(String path, Map<String, String> headers, String body) {

  static final String PREDICT = "/v1/models/fashion:predict";

  DemoRequest {
    headers = Map.copyOf(headers);
  }

  static DemoRequest json(String path, String body) {
    return of(path, "application/json", body);
  }

  static DemoRequest of(String path, String contentType, String body) {
    return new DemoRequest(path, Map.of("content-type", contentType), body);
  }

  DemoRequest with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new DemoRequest(path, more, body);
  }

  DemoRequest withKey(String key) {
    return with("authorization", "Bearer " + key);
  }
}
