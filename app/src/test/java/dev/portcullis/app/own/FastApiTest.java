package dev.portcullis.app.own;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.app.wiring.ConfigFiles;
import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.app.wiring.Demo;
import dev.portcullis.app.wiring.DemoEnvironment;
import dev.portcullis.app.wiring.Gateway;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real FastAPI application behind the gateway, recognised by its own OpenAPI document. */
@Tag("all") // it fetches FastAPI and uvicorn from PyPI
final class FastApiTest {

  private static final String APPLICATION =
      """
      from fastapi import FastAPI
      from pydantic import BaseModel

      class Flat(BaseModel):
          rooms: int
          comment: str = ""

      api = FastAPI()

      @api.post("/v1/price")
      def price(flat: Flat):
          return {"price": flat.rooms * 100, "comment": flat.comment}

      @api.get("/flats/{number}")
      def flat(number: int):
          return {"number": number}
      """;

  private static final int PATIENCE_SECONDS = 300;

  @TempDir private Path folder = Path.of("");
  private Process server = new ProcessBuilder().command("true").start();
  private URI url = URI.create("http://127.0.0.1");

  FastApiTest() throws IOException {}

  private record Answer(int status, String body) {}

  @BeforeEach
  void startTheServer() throws Exception {
    Files.writeString(folder.resolve("application.py"), APPLICATION);
    var python = folder.resolve("venv/bin/python").toString();
    run("python3", "-m", "venv", folder.resolve("venv").toString());
    run(python, "-m", "pip", "-q", "install", "fastapi", "uvicorn");
    var port = free();
    url = URI.create("http://127.0.0.1:" + port);
    server =
        command(python, "-m", "uvicorn", "application:api", "--port", "" + port)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    waitFor(port);
  }

  @AfterEach
  void stopTheServer() {
    server.destroy();
  }

  @Test
  void itsCalls_areServed_andWhatItsDocumentDoesNotName_isNot() throws Exception {
    Dialect dialect;
    try (var recognizer = new Recognizer()) {
      dialect = recognizer.recognize(url, "");
    }
    var data = DataFolder.open(folder.resolve("data"));
    var demo = new Demo(data);
    var file = demo.prepare(new OwnServer(url, dialect).configuration(free(), free()));

    try (var gateway = Gateway.start(ConfigFiles.load(file))) {
      var environment = demo.publish(gateway, List.of("*"));

      assertThat(call(environment, "/v1/price", "{\"rooms\":3,\"comment\":\"a view\"}"))
          .isEqualTo(new Answer(200, "{\"price\":300,\"comment\":\"a view\"}"));
      assertThat(call(environment, "/v1/price", "{\"rooms\":\"many\"}").status()).isEqualTo(422);
      assertThat(call(environment, "/v1/price", "{\"rooms\":1,\"rooms\":2}").status())
          .isEqualTo(400);
      assertThat(call(environment, "/flats/7", "{}").status()).isEqualTo(405);
      assertThat(call(environment, "/docs", "{}").status()).isEqualTo(404);
    }
  }

  private Answer call(DemoEnvironment environment, String path, String body) throws Exception {
    var curl =
        command(
                "curl",
                "-s",
                "--cacert",
                environment.ca().toString(),
                "-H",
                "x-api-key: " + environment.key(),
                "-H",
                "content-type: application/json",
                "-d",
                body,
                "-w",
                "\n%{http_code}",
                environment.url() + path)
            .start();
    var printed = new String(curl.getInputStream().readAllBytes(), UTF_8);
    var end = printed.lastIndexOf('\n');
    return new Answer(
        Integer.parseInt(printed.substring(end + 1).strip()), printed.substring(0, end));
  }

  private ProcessBuilder command(String... words) {
    return new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
  }

  private void run(String... words) throws IOException, InterruptedException {
    var process = command(words).start();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
  }

  private static void waitFor(int port) throws Exception {
    for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (ConnectException _) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("uvicorn did not start");
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
