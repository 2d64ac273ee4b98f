package dev.portcullis.verify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A FastAPI application in a process of its own, with what it needs installed beside the build. */
final class FastApi implements AutoCloseable {

  private static final Path ENVIRONMENT = House.ROOT.resolve("verify/target/fastapi");
  private static final Path APPLICATION = House.ROOT.resolve("verify/src/test/resources/fastapi");
  private static final int TRIES = 400;

  private final Process process;
  private final int port;

  private FastApi(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static FastApi start() throws IOException, InterruptedException {
    install();
    var port = freePort();
    var log = ENVIRONMENT.resolve("server.log").toFile();
    var process =
        new ProcessBuilder(
                ENVIRONMENT.resolve("bin/python").toString(),
                "-m",
                "uvicorn",
                "--app-dir",
                APPLICATION.toString(),
                "--port",
                "" + port,
                "app:app")
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    var server = new FastApi(process, port);
    server.awaitReady();
    return server;
  }

  private static void install() throws IOException, InterruptedException {
    if (!Files.exists(ENVIRONMENT.resolve("installed"))) {
      Files.createDirectories(ENVIRONMENT);
      run("python3", "-m", "venv", ENVIRONMENT.toString());
      run(ENVIRONMENT.resolve("bin/pip").toString(), "install", "-q", "fastapi", "uvicorn");
      Files.createFile(ENVIRONMENT.resolve("installed"));
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var log = ENVIRONMENT.resolve("install.log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(List.of(command) + ": " + Files.readString(log));
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IOException("the application did not start: " + ENVIRONMENT.resolve("server.log"));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
