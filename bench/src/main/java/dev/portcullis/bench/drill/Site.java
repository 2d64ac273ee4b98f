package dev.portcullis.bench.drill;

import dev.portcullis.bench.load.Target;
import dev.portcullis.bench.process.Certificate;
import dev.portcullis.bench.process.GatewayProcess;
import dev.portcullis.bench.process.GatewayYaml;
import dev.portcullis.bench.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A gateway as {@code up} would start it, with a model inside, a server behind it, and limits that
 * no drill reaches. It can be started again and again on the same data.
 *
 * @param upstream the port of the server behind it
 */
record Site(
    Path folder, Certificate certificate, int clear, int encrypted, int admin, int upstream) {

  private static final Path PICTURE = Path.of("examples/requests/boot.json");

  static Site prepare(Path folder, int upstream) throws IOException, InterruptedException {
    return new Site(
        folder, Certificate.create(folder), Ports.free(), Ports.free(), Ports.free(), upstream);
  }

  GatewayProcess start() throws IOException, InterruptedException {
    return GatewayProcess.run(folder, configuration(), admin);
  }

  String createKey(String client) throws IOException, InterruptedException {
    return GatewayProcess.createKey(folder.resolve("data"), client);
  }

  Path ledger() {
    return folder.resolve("data/ledger");
  }

  /** A picture for the model inside, over TLS. */
  Target prediction(String key) throws IOException {
    return Target.of(
        URI.create("https://localhost:" + encrypted + "/v1/models/fashion:predict"),
        Map.of("content-type", "application/json", "x-api-key", key),
        Files.readAllBytes(Path.of(System.getProperty("portcullis.home", ".")).resolve(PICTURE)));
  }

  String configuration() {
    return GatewayYaml.listening(clear, encrypted, certificate, admin)
        + """
        models:
          - {name: fashion, builtin: fashion}
        upstreams:
          - {name: large, urls: ["http://127.0.0.1:%d"], max_connections: 4096}
        routes:
          - id: predict
            surface: image
            path: /v1/models/{model}:predict
            unprotected: [FIREWALL, PROTECT]
          - id: large
            surface: raw
            path: /large
            upstream: large
            access: anonymous
            deadline: 60s
            unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]
        """
            .formatted(upstream)
        + GatewayYaml.policies("[predict]")
        + """
          - {id: schema, control: schema, applies_to: [predict]}
          - {id: picture, control: picture, applies_to: [predict]}
        """;
  }
}
