package dev.portcullis.app.demo;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One POST. */
record DemoRequest(String path, Map<String, String> headers, byte[] body) {

  static final String PREDICT = "/v1/models/fashion:predict";

  DemoRequest {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  static DemoRequest json(String path, String body) {
    return of(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  static DemoRequest of(String path, String contentType, byte[] body) {
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

  @Override
  public byte[] body() {
    return body.clone();
  }
}
