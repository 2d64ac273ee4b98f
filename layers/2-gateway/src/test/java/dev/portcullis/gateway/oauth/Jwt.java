package dev.portcullis.gateway.oauth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A token in the making: good as it is made, and then bent as a test wants it. */
record Jwt(Map<String, Object> header, Map<String, Object> claims, SigningKey key) {

  static final JsonMapper JSON = new JsonMapper();

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  Jwt {
    header = new LinkedHashMap<>(header);
    claims = new LinkedHashMap<>(claims);
  }

  /** A good token of RFC 9068. */
  static Jwt good(String issuer, SigningKey key, Instant now) {
    var header = new LinkedHashMap<String, Object>();
    header.put("alg", key.algorithm().word());
    header.put("typ", "at+jwt");
    header.put("kid", key.id());
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", issuer);
    claims.put("aud", "portcullis");
    claims.put("sub", "alice");
    claims.put("client_id", "notebook");
    claims.put("jti", "id-1");
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(Duration.ofMinutes(30)).getEpochSecond());
    claims.put("scope", "openid inference:predict inference:describe");
    claims.put("tier", "gold");
    claims.put("models", List.of("fashion", "team-*", "minilm:2"));
    claims.put("quota", "research");
    return new Jwt(header, claims, key);
  }

  Jwt header(String name, Object value) {
    var changed = new Jwt(header, claims, key);
    changed.header.put(name, value);
    return changed;
  }

  Jwt claim(String name, Object value) {
    var changed = new Jwt(header, claims, key);
    changed.claims.put(name, value);
    return changed;
  }

  Jwt withoutHeader(String name) {
    var changed = new Jwt(header, claims, key);
    changed.header.remove(name);
    return changed;
  }

  Jwt without(String... names) {
    var changed = new Jwt(header, claims, key);
    List.of(names).forEach(changed.claims::remove);
    return changed;
  }

  Jwt signedBy(SigningKey other) {
    return new Jwt(header, claims, other);
  }

  String text() {
    return signed(headerJson(), claimsJson());
  }

  String headerJson() {
    return JSON.writeValueAsString(header);
  }

  String claimsJson() {
    return JSON.writeValueAsString(claims);
  }

  /** Signed over exactly these texts, whatever they are. */
  String signed(String headerJson, String claimsJson) {
    return signedRaw(encoded(headerJson), encoded(claimsJson));
  }

  /** Signed over exactly these parts, in base64url or not. */
  String signedRaw(String headerPart, String claimsPart) {
    var signed = headerPart + "." + claimsPart;
    return signed + "." + encoded(key.sign(signed.getBytes(StandardCharsets.UTF_8)));
  }

  List<String> parts() {
    return new ArrayList<>(List.of(text().split("\\.", -1)));
  }

  static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encoded(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }
}
