package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.Headers;

/** What a request shows as its access token. */
sealed interface Shown {

  String AUTHORIZATION = "authorization";
  String API_KEY = "x-api-key";
  String BEARER = "Bearer ";

  /** How our own API keys begin; they are another control's. */
  String API_KEY_PREFIX = "pcl_";

  /** Nothing that is meant to be an access token; another control may know it. */
  record Foreign() implements Shown {}

  /** More than one credential: picking one would be guessing. */
  record Ambiguous() implements Shown {}

  /** Text that claims to be a signed token. */
  record Signed(String text) implements Shown {}

  /** Text that says nothing to anybody but its issuer. */
  record Opaque(String text) implements Shown {}

  static Shown in(Headers headers) {
    var fields = headers.all(AUTHORIZATION);
    if (fields.isEmpty()) {
      return new Foreign();
    }
    return fields.size() + headers.all(API_KEY).size() > 1
        ? new Ambiguous()
        : ofAuthorization(fields.getFirst());
  }

  private static Shown ofAuthorization(String value) {
    var isBearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
    if (!isBearer || value.startsWith(API_KEY_PREFIX, BEARER.length())) {
      return new Foreign();
    }
    var token = value.substring(BEARER.length());
    // With two dots it is a signed token or nothing: no issuer is asked about a forged one.
    var dot = token.indexOf('.');
    return dot >= 0 && token.indexOf('.', dot + 1) >= 0 ? new Signed(token) : new Opaque(token);
  }
}
