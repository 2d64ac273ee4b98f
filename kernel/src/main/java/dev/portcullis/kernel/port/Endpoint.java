package dev.portcullis.kernel.port;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** A route of the admin listener, so that those who have one need no HTTP library. */
public interface Endpoint {

  String method();

  /** The exact path. */
  String path();

  CompletionStage<Page> serve(Map<String, String> query);

  /** What it answers. */
  record Page(int status, String mediaType, String body) {
    public static Page json(String body) {
      return new Page(200, "application/json", body);
    }
  }
}
