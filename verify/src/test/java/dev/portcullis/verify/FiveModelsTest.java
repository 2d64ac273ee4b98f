package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The example of five models and three tiers: every cell of its table, through the TLS port. */
final class FiveModelsTest {

  private static final Path EXAMPLE = House.ROOT.resolve("examples/five-models");
  private static final String TEXT =
      """
      {"inputs":[{"name":"text","datatype":"BYTES","shape":[1],"data":["hello"]}]}\
      """;

  @TempDir private static Path folder = Path.of("");
  private static final Map<String, String> KEYS = new HashMap<>();
  private static ConfiguredGateway gateway;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException, InterruptedException, GeneralSecurityException {
    var certificate = OwnCertificate.make(folder, "five");
    certificate.install(folder);
    var text =
        Files.readString(EXAMPLE.resolve("gateway.yaml"))
            .replace("port: 8443", "port: 0")
            .replace("port: 8444", "port: 0");
    var file = Files.writeString(folder.resolve("gateway.yaml"), text);
    KEYS.put("shop", key("shop", "--tier", "free"));
    KEYS.put("clinic", key("clinic", "--tier", "pro"));
    KEYS.put("bank", key("bank", "--tier", "enterprise", "--model", "clothes", "--model", "risk"));
    gateway = ConfiguredGateway.run(file);
    client = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    client.close();
  }

  private static String key(String name, String... more) throws IOException, InterruptedException {
    var create = Stream.of("keys", "create", name, "--data", folder.resolve("data").toString());
    return CommandLine.answer(Stream.concat(create, Stream.of(more)).toArray(String[]::new));
  }

  /** A line of the table. */
  private record Line(String client, String model, String version, int predict, int describe) {
    static Line of(String text) {
      var cells = text.split(",", -1);
      return new Line(
          cells[0], cells[1], cells[2], Integer.parseInt(cells[3]), Integer.parseInt(cells[4]));
    }

    String path() {
      return "/v2/models/" + model + (version.isEmpty() ? "" : "/versions/" + version);
    }

    String key() {
      return KEYS.getOrDefault(client, "");
    }
  }

  @TestFactory
  Stream<DynamicTest> everyClient_getsOfEveryModel_whatTheTableSays() throws IOException {
    var lines = lines();
    assertThat(lines).hasSizeGreaterThan(20);
    assertThat(lines.stream().map(Line::client).distinct()).hasSize(3);
    assertThat(lines.stream().filter(l -> l.predict() == 200).map(Line::model).distinct())
        .hasSize(5);
    return lines.stream()
        .flatMap(line ->
            Stream.of(
                DynamicTest.dynamicTest(
                    line + ": predict",
                    () -> assertThat(predict(line).statusCode()).isEqualTo(line.predict())),
                DynamicTest.dynamicTest(
                    line + ": describe",
                    () -> assertThat(describe(line).statusCode()).isEqualTo(line.describe()))));
  }

  @Test
  void forbiddenModel_andOneThatDoesNotExist_getTheSameBytes() throws Exception {
    var forbidden = predict(new Line("shop", "scans", "", 404, 404));
    var unknown = predict(new Line("shop", "nowhere", "", 404, 404));

    assertThat(withoutId(forbidden)).isEqualTo(withoutId(unknown));
  }

  private static List<Line> lines() throws IOException {
    return Files.readAllLines(EXAMPLE.resolve("matrix.csv")).stream()
        .skip(1)
        .map(Line::of)
        .toList();
  }

  private static HttpResponse<String> predict(Line line) throws IOException, InterruptedException {
    var body = line.model().equals("texts") ? TEXT : House.read("examples/requests/boot-oip.json");
    var request =
        HttpRequest.newBuilder(URI.create(gateway.url() + line.path() + "/infer"))
            .header("x-api-key", line.key())
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> describe(Line line) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(gateway.url() + line.path()))
            .header("x-api-key", line.key())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** All that a caller sees, but for what differs from request to request. */
  private static Map<String, Object> withoutId(HttpResponse<String> answer) {
    var id = answer.headers().firstValue("x-request-id").orElseThrow();
    var headers = new HashMap<>(answer.headers().map());
    headers.keySet().removeAll(List.of("x-request-id", "date"));
    return Map.of("body", answer.body().replace(id, ""), "headers", headers);
  }
}
