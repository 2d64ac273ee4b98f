package dev.portcullis.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An issuer on this machine, with one key, that says active of one opaque token. */
final class OidcIssuer implements AutoCloseable {

  static final String OPAQUE = "2YotnFZFEjr1zCsicMWpAA";

  private final HttpServer server;
  private final ECKey key;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  OidcIssuer() throws IOException, JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<String> asked() {
    return asked;
  }

  /** A good token, for these models. */
  String token(String... models) throws JOSEException {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID("first")
            .build();
    var token = new SignedJWT(header, claims().claim("models", List.of(models)).build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private JWTClaimsSet.Builder claims() {
    var now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .audience("portcullis")
        .subject("alice")
        .jwtID("id-1")
        .claim("client_id", "notebook")
        .claim("scope", "inference:predict")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(20))));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(exchange.getRequestMethod() + " " + path);
      var answer = page(path, body).getBytes(UTF_8);
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String page(String path, String body) {
    return switch (path) {
      case "/keys" -> new JWKSet(key.toPublicJWK()).toString();
      case "/introspect" ->
          body.endsWith("token=" + OPAQUE)
              ? claims().claim("active", true).build().toString()
              : "{\"active\": false}";
      default ->
          """
          {"issuer": "%s", "jwks_uri": "%s/keys", "introspection_endpoint": "%s/introspect"}
          """
              .formatted(url(), url(), url());
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
