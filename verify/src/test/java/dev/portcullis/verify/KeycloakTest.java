package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.app.config.ConfigFile;
import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.wiring.Gateway;
import dev.portcullis.app.wiring.Installable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Keycloak's tokens at the TLS port, with the realm and the issuer that the README shows.
 */
@Tag("all")
@TestInstance(Lifecycle.PER_CLASS)
final class KeycloakTest {

  private static final Path DISTRIBUTION =
      House.ROOT.resolve("verify/target/keycloak/keycloak-26.7.3");
  private static final Map<String, String> CLIENT =
      Map.of("client_id", "notebook", "client_secret", "notebook-secret");

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

  /** Her role is to predict; a stranger would be told 401. */
  private static final int ALICE_MAY_NOT_DESCRIBE = 403;

  /** What an issuer said about a token counts for 5 s, and asking again takes a moment. */
  private static final Duration LOGOUT_COUNTS_WITHIN = Duration.ofSeconds(7);

  private final Keycloak keycloak;
  private final Gateway gateway;
  private final HttpClient client;
  private final String url;

  KeycloakTest(@TempDir Path folder) throws Exception {
    var realm = House.ROOT.resolve("examples/keycloak/realm.json");
    keycloak = Keycloak.start(DISTRIBUTION, folder, realm);
    try {
      gateway = Gateway.start(deployment(folder));
    } catch (IOException | RuntimeException e) {
      keycloak.close();
      throw e;
    }
    client = RunningGateway.trusting(folder.resolve("data/tls/ca.pem"));
    url = gateway.listening().listeners().getFirst().url();
  }

  private Deployment deployment(Path folder) throws IOException {
    var file = folder.resolve("gate.yaml");
    Files.writeString(file, configuration(keycloak.issuer()));
    var environment = Map.of("SECRET", "portcullis-secret");
    return new ConfigFile(Installable.controls(), environment, _ -> Optional.empty()).load(file);
  }

  private static String configuration(String issuer) {
    return """
    version: 1
    listeners: [{port: 0, tls: development}]
    admin: {port: 0}
    models: [{name: fashion, builtin: fashion}, {name: minilm, builtin: minilm}]
    issuers:
      - name: keycloak
        preset: keycloak
        issuer: %s
        audiences: portcullis
        network: 127.0.0.1/32
        introspection:
          {client_id: portcullis, client_secret: "${SECRET}", asked: all}
    routes:
      - {id: oip, surface: oip, path: /v2, unprotected: [LIMIT, VALIDATE, FIREWALL, PROTECT]}
    policies:
      - {id: token, control: access-token}
      - {id: models, control: model-access}
    """
        .formatted(issuer);
  }

  @AfterAll
  void stop() {
    client.close();
    gateway.close();
    keycloak.close();
  }

  @Test
  void whoShowsNoToken_isNobody() throws Exception {
    assertThat(call("")).isEqualTo(401);
  }

  @Test
  void aClientsOwnToken_opensWhatItsClaimsName_andNothingElse() throws Exception {
    var token = clientToken();

    assertThat(call(token)).isEqualTo(200);
    assertThat(call(token, "/v2/models/minilm")).isEqualTo(404);
  }

  @Test
  void whatElseTheRealmSigns_isNoAccessToken() throws Exception {
    var tokens = alicesTokens();

    assertThat(call(tokens.path("access_token").asString())).isEqualTo(ALICE_MAY_NOT_DESCRIBE);
    assertThat(call(tokens.path("id_token").asString())).isEqualTo(401);
    assertThat(call(tokens.path("refresh_token").asString())).isEqualTo(401);
  }

  @Test
  void afterARotation_theOldKeyAndTheNewOneBothCount() throws Exception {
    var seen = clientToken();
    var unseen = clientToken();
    assertThat(call(seen)).isEqualTo(200);

    keycloak.rotateKey();
    var fresh = clientToken();

    assertThat(keyId(fresh)).isNotEqualTo(keyId(seen));
    assertThat(call(fresh)).isEqualTo(200);
    assertThat(call(seen)).isEqualTo(200);
    assertThat(call(unseen)).isEqualTo(200);
  }

  @Test
  void aLogout_endsTheSessionsTokens_withinSeconds() throws Exception {
    var tokens = alicesTokens();
    var token = tokens.path("access_token").asString();
    assertThat(call(token)).isEqualTo(ALICE_MAY_NOT_DESCRIBE);

    var form = new HashMap<>(CLIENT);
    form.put("refresh_token", tokens.path("refresh_token").asString());
    assertThat(keycloak.logout(form)).isEqualTo(204);
    var end = System.nanoTime() + LOGOUT_COUNTS_WITHIN.toNanos();
    while (call(token) != 401 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
    }

    assertThat(call(token)).isEqualTo(401);
  }

  private String clientToken() throws IOException, InterruptedException {
    var form = new HashMap<>(CLIENT);
    form.put("grant_type", "client_credentials");
    return keycloak.token(form).path("access_token").asString();
  }

  private JsonNode alicesTokens() throws IOException, InterruptedException {
    var form = new HashMap<>(CLIENT);
    form.put("grant_type", "password");
    form.put("username", "alice");
    form.put("password", "wonderland");
    form.put("scope", "openid");
    return keycloak.token(form);
  }

  private static String keyId(String token) {
    var header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
    return new JsonMapper()
        .readTree(new String(header, StandardCharsets.UTF_8))
        .path("kid")
        .asString();
  }

  private int call(String token) throws IOException, InterruptedException {
    return call(token, "/v2/models/fashion");
  }

  private int call(String token, String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWERS_WITHIN);
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
