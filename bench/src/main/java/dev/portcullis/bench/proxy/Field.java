package dev.portcullis.bench.proxy;

import dev.portcullis.bench.process.Child;
import dev.portcullis.bench.process.Family;
import dev.portcullis.bench.process.GatewayProcess;
import dev.portcullis.bench.process.Ports;
import dev.portcullis.bench.process.Programs;
import dev.portcullis.bench.proxy.Ground.Doors;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Starts servers, and ends them all, the last one first. */
final class Field implements AutoCloseable {

  private final Ground ground;
  private final Deque<Child> others = new ArrayDeque<>();
  private final Deque<GatewayProcess> gateways = new ArrayDeque<>();

  Field(Ground ground) {
    this.ground = ground;
  }

  /**
   * A proxy that runs.
   *
   * @param key what it wants to be shown; nobody's where it wants none
   */
  record Proxy(Family processes, Doors doors, String key) {}

  /** Writes the configuration of a gateway that listens there. */
  @FunctionalInterface
  interface Text {
    String write(Doors doors, int admin);
  }

  void upstream() throws IOException, InterruptedException {
    others.push(Nginx.upstream(ground));
  }

  Proxy nginx() throws IOException, InterruptedException {
    var doors = Doors.free();
    var nginx = Nginx.proxy(ground, doors);
    others.push(nginx);
    return new Proxy(nginx.family(), doors, "");
  }

  /** Starts a gateway with a data folder and a key of its own. */
  Proxy gateway(String name, Text text) throws IOException, InterruptedException {
    var folder = Files.createDirectories(ground.folder().resolve(name));
    var key = GatewayProcess.createKey(folder.resolve("data"), "bench");
    var doors = Doors.free();
    int admin = Ports.free();
    var gateway = GatewayProcess.run(folder, text.write(doors, admin), admin);
    gateways.push(gateway);
    return new Proxy(gateway.family(), doors, key);
  }

  /** Starts a Redis that forgets, and returns its port. */
  int redis() throws IOException, InterruptedException {
    int port = Ports.free();
    var program = Programs.find("redis-server", "redis-server");
    var command = List.of(program, "--port", "" + port, "--bind", "127.0.0.1", "--save", "");
    var redis = Child.start(command, ground.folder().resolve("redis.log"));
    others.push(redis);
    Ports.await(redis, port);
    return port;
  }

  @Override
  public void close() {
    gateways.forEach(GatewayProcess::close);
    others.forEach(Child::close);
  }
}
