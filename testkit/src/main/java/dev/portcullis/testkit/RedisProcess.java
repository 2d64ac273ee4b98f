package dev.portcullis.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.embedded.core.ExecutableProvider;

/** A real Redis in a process of its own, which a test may kill, pause and start again. */
public final class RedisProcess implements AutoCloseable {

  private static final Duration START_DEADLINE = Duration.ofSeconds(10);
  private static final int SLOTS = 16_384;

  /** A command in one line is 64 KB at most. */
  private static final int SLOTS_AT_ONCE = 4_096;

  private static final int MAX_ANSWER_BYTES = 1_024;
  private static final Path EXECUTABLE = executable();

  /** How it runs. */
  public enum Kind {
    SINGLE,
    /** A cluster of one node, which owns every slot and refuses what a cluster refuses. */
    CLUSTER
  }

  private final int port;
  private final Kind kind;
  private final Path folder;
  private Process process;

  private RedisProcess(Kind kind, int port, Path folder) throws IOException {
    this.kind = kind;
    this.port = port;
    this.folder = folder;
    this.process = run();
  }

  /** Starts one on a free port, and returns when it answers. */
  public static RedisProcess start(Kind kind) {
    try {
      var redis = new RedisProcess(kind, freePort(), Files.createTempDirectory("redis"));
      redis.awaitReady();
      if (kind == Kind.CLUSTER) {
        redis.ownEverySlot();
      }
      return redis;
    } catch (IOException e) {
      throw new IllegalStateException("redis does not start", e);
    }
  }

  public Kind kind() {
    return kind;
  }

  public URI url() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** Ends it at once. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts it again on its port, with nothing in it, where it was killed. */
  public void restart() {
    try {
      if (!process.isAlive()) {
        process = run();
        awaitReady();
      }
    } catch (IOException e) {
      throw new IllegalStateException("redis does not start again", e);
    }
  }

  /** Stops it, with its connections open. */
  public void pause() {
    signal("-STOP");
  }

  public void resume() {
    signal("-CONT");
  }

  @Override
  public void close() {
    kill();
  }

  private Process run() throws IOException {
    var command =
        new ArrayList<>(List.of(EXECUTABLE.toString(), "--port", "" + port, "--bind", "127.0.0.1"));
    command.addAll(List.of("--save", "", "--appendonly", "no"));
    if (kind == Kind.CLUSTER) {
      command.addAll(List.of("--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf"));
    }
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void ownEverySlot() {
    for (int first = 0; first < SLOTS; first += SLOTS_AT_ONCE) {
      var slots = IntStream.range(first, first + SLOTS_AT_ONCE).mapToObj(slot -> " " + slot);
      said("CLUSTER ADDSLOTS" + slots.collect(Collectors.joining()));
    }
    var deadline = System.nanoTime() + START_DEADLINE.toNanos();
    while (!said("CLUSTER INFO").contains("cluster_state:ok")) {
      expectBefore(deadline);
    }
  }

  private void awaitReady() {
    var deadline = System.nanoTime() + START_DEADLINE.toNanos();
    while (!answers()) {
      expectBefore(deadline);
    }
  }

  private boolean answers() {
    return said("PING").startsWith("+");
  }

  /** The beginning of what it says to a command, empty while nobody listens. */
  private String said(String command) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      var answer = new byte[MAX_ANSWER_BYTES];
      int bytes = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, bytes), StandardCharsets.US_ASCII);
    } catch (IOException _) {
      return "";
    }
  }

  private static void expectBefore(long deadline) {
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException("redis is not ready within " + START_DEADLINE);
    }
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", name, "" + process.pid()).start().onExit().join();
    } catch (IOException e) {
      throw new IllegalStateException("cannot signal redis", e);
    }
  }

  private static int freePort() throws IOException {
    // A cluster's bus is 10,000 above, so the port must be below 55,535.
    while (true) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (socket.getLocalPort() < 55_000) {
          return socket.getLocalPort();
        }
      }
    }
  }

  private static Path executable() {
    try {
      return ExecutableProvider.newJarResourceProvider().get().toPath();
    } catch (IOException e) {
      throw new IllegalStateException("no redis in the jar for this machine", e);
    }
  }
}
