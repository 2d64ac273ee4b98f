package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.app.config.ConfigFile;
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
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
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

  private final Started started;

  private record Started(Keycloak keycloak, Gateway gateway, HttpClient client, String url) {}

  KeycloakTest(@TempDir Path folder) throws Exception {
    var realm = House.ROOT.resolve("examples/keycloak/realm.json");
    var keycloak = Keycloak.start(DISTRIBUTION, folder, realm);
    var file = folder.resolve("gate.yaml");
    Files.writeString(file, configuration(keycloak.issuer()));
    var environment = Map.of("PORTCULLIS_CLIENT_SECRET", "portcullis-secret");
    var deployment =
        new ConfigFile(Installable.controls(), environment, _ -> Optional.empty()).load(file);
    var gateway = Gateway.start(deployment);
    started =
        new Started(
            keycloak,
            gateway,
            RunningGateway.trusting(folder.resolve("data/tls/ca.pem")),
            gateway.listening().listeners().getFirst().url());
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
          {client_id: portcullis, client_secret: "${PORTCULLIS_CLIENT_SECRET}", asked: all}
    routes:
      - {id: oip, surface: oip, path: /v2, unprotected: [LIMIT, VALIDATE, FIREWALL, PROTECT]}
    policies:
      - {id: token, control: access-token}
      - {id: models, control: model-access}
    """
        .formatted(issuer);
  }

  @BeforeAll
  void itIsThere() throws Exception {
    assertThat(call("").statusCode()).isEqualTo(401);
  }

  @AfterAll
  void stop() {
    started.gateway().close();
    started.keycloak().close();
  }

  @Test
  void aClientsOwnToken_opensWhatItsClaimsName_andNothingElse() throws Exception {
    var token = clientToken();

    assertThat(call(token).statusCode()).isEqualTo(200);
    assertThat(call(token, "/v2/models/minilm").statusCode()).isEqualTo(404);
  }

  @Test
  void whatElseTheRealmSigns_isNoAccessToken() throws Exception {
    var tokens = started.keycloak().token(forAlice("openid"));

    assertThat(call(tokens.path("access_token").asString()).statusCode()).isNotEqualTo(401);
    assertThat(call(tokens.path("id_token").asString()).statusCode()).isEqualTo(401);
    assertThat(call(tokens.path("refresh_token").asString()).statusCode()).isEqualTo(401);
  }

  @Test
  void afterARotation_theOldKeyAndTheNewOneBothCount() throws Exception {
    var old = clientToken();
    assertThat(call(old).statusCode()).isEqualTo(200);

    started.keycloak().rotateKey();
    var fresh = clientToken();

    assertThat(keyId(fresh)).isNotEqualTo(keyId(old));
    assertThat(call(fresh).statusCode()).isEqualTo(200);
    assertThat(call(old).statusCode()).isEqualTo(200);
  }

  @Test
  void aLogout_endsTheSessionsTokens_withinSeconds() throws Exception {
    var tokens = started.keycloak().token(forAlice("openid"));
    var token = tokens.path("access_token").asString();
    assertThat(call(token).statusCode()).isNotEqualTo(401);

    var form = new HashMap<>(CLIENT);
    form.put("refresh_token", tokens.path("refresh_token").asString());
    assertThat(started.keycloak().logout(form)).isEqualTo(204);

    TimeUnit.SECONDS.sleep(6);
    assertThat(call(token).statusCode()).isEqualTo(401);
  }

  private String clientToken() throws IOException, InterruptedException {
    var form = new HashMap<>(CLIENT);
    form.put("grant_type", "client_credentials");
    return started.keycloak().token(form).path("access_token").asString();
  }

  private static Map<String, String> forAlice(String scope) {
    var form = new HashMap<>(CLIENT);
    form.put("grant_type", "password");
    form.put("username", "alice");
    form.put("password", "wonderland");
    form.put("scope", scope);
    return form;
  }

  private static String keyId(String token) {
    var header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
    return new JsonMapper()
        .readTree(new String(header, StandardCharsets.UTF_8))
        .path("kid")
        .asString();
  }

  private HttpResponse<String> call(String token) throws IOException, InterruptedException {
    return call(token, "/v2/models/fashion");
  }

  private HttpResponse<String> call(String token, String path)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(started.url() + path));
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    return started.client().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
