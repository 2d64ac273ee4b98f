package dev.portcullis.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.apikey.Environment;
import dev.portcullis.gateway.apikey.Grant;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.call.Plane;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Three planes and a credential of each, on the real port; and objects that have an owner. */
@TestInstance(Lifecycle.PER_CLASS)
final class PlanesTest {

  private static final String CONFIGURATION =
      """
      version: 1
      listeners: [{port: 0, tls: clear_text}]
      admin: {port: 0}
      models: [{name: fashion, builtin: fashion}]
      routes:
        - {id: oip, surface: oip, path: /v2, unprotected: [LIMIT, VALIDATE, FIREWALL, PROTECT]}
        - {id: data, surface: datasets, path: /v1/datasets, unprotected: [LIMIT, FIREWALL, PROTECT]}
        - {id: made, surface: versions, path: /v1/models, unprotected: [LIMIT, FIREWALL, PROTECT]}
      policies:
        - {id: apikey, control: apikey}
        - {id: model-access, control: model-access}
        - {id: upload, control: upload, applies_to: [data, made]}
      quarantine: {owner_bytes: 1KiB, owner_uploads: 20, total_bytes: 1MiB}
      """;

  private final Opened opened = new Opened();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private URI url = URI.create("");
  private BiFunction<String, Plane, String> keys = (_, _) -> "";

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("planes.yaml"), CONFIGURATION);
    var gateway = opened.add(Gateway.start(ConfigFiles.load(file)));
    url = URI.create(gateway.listening().listeners().getFirst().url());
    keys = (client, plane) -> key(gateway, client, plane);
  }

  @AfterAll
  void stop() {
    opened.close();
  }

  /** Credentials of every kind that says on which plane it speaks. */
  static Stream<Arguments> credentialsAndPlanes() {
    return Stream.of(Plane.values())
        .flatMap(of -> Stream.of(Plane.values()).map(asked -> Arguments.of(of, asked)));
  }

  @ParameterizedTest
  @MethodSource("credentialsAndPlanes")
  void credential_opensItsOwnPlane_andNoOther(Plane of, Plane asked) throws Exception {
    var credential = keys.apply("client-" + of + "-" + asked, of);

    var status = status(asked, credential);

    assertThat(status)
        .isEqualTo(
            of != asked
                ? 403
                : switch (asked) {
                  case INFERENCE -> 200;
                  case TRAINING, MODEL -> 201;
                });
  }

  private int status(Plane plane, String credential) throws Exception {
    var answer =
        switch (plane) {
          case INFERENCE -> get("/v2/models/fashion", credential);
          case TRAINING -> post("/v1/datasets/sales", "text/csv", "a,b\n1,2\n", credential);
          case MODEL -> post("/v1/models/fashion/versions", "application/onnx", ONNX, credential);
        };
    return answer.statusCode();
  }

  /** The least that looks like a model: a version, a graph, an operator set. */
  private static final String ONNX = "\u0008\u0008:\u0002\u0000\u0000B\u0000";

  @Test
  void anothersUpload_looksLikeOneThatDoesNotExist() throws Exception {
    var alice = keys.apply("alice", Plane.TRAINING);
    var bob = keys.apply("bob", Plane.TRAINING);
    assertThat(post("/v1/datasets/own", "text/csv", "a\n", alice).statusCode()).isEqualTo(201);

    var others = get("/v1/datasets/own", bob);
    var nobodys = get("/v1/datasets/nothing", bob);

    assertThat(get("/v1/datasets/own", alice).body()).contains("\"state\":\"quarantined\"");
    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(withoutId(others)).isEqualTo(withoutId(nobodys));
    assertThat(send("DELETE", "/v1/datasets/own", bob).statusCode()).isEqualTo(404);
    assertThat(get("/v1/datasets", bob).body()).isEqualTo("{\"uploads\":[]}");
    assertThat(get("/v1/datasets", alice).body()).contains("\"name\":\"own\"");
    assertThat(send("DELETE", "/v1/datasets/own", alice).statusCode()).isEqualTo(200);
    assertThat(get("/v1/datasets/own", alice).statusCode()).isEqualTo(404);
  }

  @Test
  void version_isFoundByItsOwnerAlone_underItsModelAlone() throws Exception {
    var alice = keys.apply("alice-models", Plane.MODEL);
    var bob = keys.apply("bob-models", Plane.MODEL);
    var made = post("/v1/models/next/versions", "application/onnx", ONNX, alice);
    var id = made.body().split("\"id\":\"", -1)[1].substring(0, 32);

    assertThat(get("/v1/models/next/versions/" + id, alice).statusCode()).isEqualTo(200);
    assertThat(get("/v1/models/next/versions/" + id, bob).statusCode()).isEqualTo(404);
    assertThat(get("/v1/models/other/versions/" + id, alice).statusCode()).isEqualTo(404);
    assertThat(get("/v1/models/next/versions", bob).body()).isEqualTo("{\"uploads\":[]}");
    assertThat(send("DELETE", "/v1/models/next/versions/" + id, bob).statusCode()).isEqualTo(404);
    assertThat(post("/v1/models/next/versions", "application/onnx", ONNX, alice).statusCode())
        .isEqualTo(200);
  }

  @Test
  void upload_isRefused_whereItConflicts_isOfNoFormat_orIsTooMuch() throws Exception {
    var carol = keys.apply("carol", Plane.TRAINING);
    assertThat(post("/v1/datasets/x", "text/csv", "a\n", carol).statusCode()).isEqualTo(201);

    assertThat(post("/v1/datasets/x", "text/csv", "a\n", carol).statusCode()).isEqualTo(200);
    assertThat(post("/v1/datasets/x", "text/csv", "b\n", carol).statusCode()).isEqualTo(409);
    assertThat(post("/v1/datasets/y", "text/csv", "a,b\n1\n", carol).statusCode()).isEqualTo(422);
    assertThat(post("/v1/datasets/y", "application/zip", "PK", carol).statusCode()).isEqualTo(415);
    var full = post("/v1/datasets/y", "text/csv", "a\n".repeat(512), carol);
    assertThat(full.statusCode()).isEqualTo(403);
    assertThat(full.body()).contains("storage_full");
  }

  private HttpResponse<String> get(String path, String credential) throws Exception {
    return send("GET", path, credential);
  }

  private HttpResponse<String> send(String method, String path, String credential)
      throws Exception {
    var request = request(path, credential).method(method, BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String type, String body, String credential)
      throws Exception {
    var request =
        request(path, credential)
            .header("content-type", type)
            .POST(BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String credential) {
    return HttpRequest.newBuilder(url.resolve(path))
        .header("authorization", "Bearer " + credential);
  }

  private static Map<String, String> withoutId(HttpResponse<String> answer) {
    var id = answer.headers().firstValue("x-request-id").orElseThrow();
    return Map.of("body", answer.body().replace(id, ""), "status", "" + answer.statusCode());
  }

  private static String key(Gateway gateway, String client, Plane plane) {
    var grant = new Grant(client, "default", List.of("*"), List.of(plane.everything()));
    var made = gateway.keys().create(grant, Environment.LIVE, Duration.ofDays(1));
    gateway.learnKeys();
    return new String(made.text().reveal(Secret.Purpose.SHOW_ONCE), StandardCharsets.US_ASCII);
  }
}
