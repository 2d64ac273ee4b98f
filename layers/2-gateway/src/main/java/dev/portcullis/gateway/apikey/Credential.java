package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.Headers;

/** What a request shows as its key. */
sealed interface Credential {

  String AUTHORIZATION = "authorization";
  String API_KEY = "x-api-key";
  String BEARER = "Bearer ";

  /** Nothing that is meant to be a key of ours; another control may know it. */
  record Foreign() implements Credential {}

  /** More than one credential: picking one would be guessing. */
  record Ambiguous() implements Credential {}

  /** Text that claims to be a key. */
  record Claim(String text) implements Credential {}

  static Credential of(Headers headers) {
    var shown = headers.all(AUTHORIZATION).size() + headers.all(API_KEY).size();
    if (shown > 1) {
      return new Ambiguous();
    }
    return headers
        .header(API_KEY)
        .<Credential>map(Claim::new)
        .or(() -> headers.header(AUTHORIZATION).map(Credential::ofAuthorization))
        .orElseGet(Foreign::new);
  }

  private static Credential ofAuthorization(String value) {
    var isBearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return isBearer && value.startsWith(KeyText.PREFIX, BEARER.length())
        ? new Claim(value.substring(BEARER.length()))
        : new Foreign();
  }
}
