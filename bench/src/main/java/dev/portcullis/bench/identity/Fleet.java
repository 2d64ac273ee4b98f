package dev.portcullis.bench.identity;

import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.app.wiring.KeyFolder;
import dev.portcullis.bench.process.GatewayProcess;
import dev.portcullis.bench.process.Ports;
import dev.portcullis.gateway.apikey.PepperFile.Purpose;
import dev.portcullis.gateway.redis.Topology;
import dev.portcullis.gateway.revocation.RevocationRegister;
import dev.portcullis.gateway.store.PostgresServer;
import dev.portcullis.gateway.store.StoreSettings;
import dev.portcullis.testkit.Postgres;
import dev.portcullis.testkit.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Gateways in processes of their own that share a PostgreSQL and a Redis, both real. */
final class Fleet implements AutoCloseable {

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final List<URI> gateways = new ArrayList<>();
  private final URI database = Postgres.newDatabase();
  private final RedisProcess redis = add(RedisProcess.start(RedisProcess.Kind.SINGLE));
  private final PostgresServer store = add(PostgresServer.connecting(new StoreSettings(database)));
  private final KeyFolder keys;

  private Fleet(Path folder) throws IOException {
    this.keys = KeyFolder.open(store, data(folder, 0), Purpose.OWN);
  }

  static Fleet start(Path folder, int size) throws IOException, InterruptedException {
    var fleet = new Fleet(folder);
    try {
      for (int i = 0; i < size; i++) {
        fleet.startGateway(folder, i);
      }
      return fleet;
    } catch (IOException | InterruptedException | RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  /** Where each gateway answers who shows a key. */
  List<URI> gateways() {
    return List.copyOf(gateways);
  }

  KeyFolder keys() {
    return keys;
  }

  /** What takes back, beside the gateways: as the command line does it. */
  RevocationRegister revocations() throws IOException {
    return add(
        RevocationRegister.following(store, redis.url(), Topology.SINGLE, Clock.systemUTC()));
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a fleet ends", e);
      }
    }
  }

  private void startGateway(Path folder, int index) throws IOException, InterruptedException {
    var own = Files.createDirectories(folder.resolve("gateway" + index));
    var peppers = data(folder, index).keys().resolve("peppers");
    if (!Files.exists(peppers)) {
      // Keys are digested under peppers, which the gateways of a fleet have in common.
      Files.copy(
          data(folder, 0).keys().resolve("peppers"), peppers, StandardCopyOption.COPY_ATTRIBUTES);
    }
    int port = Ports.free();
    int admin = Ports.free();
    add(GatewayProcess.run(own, configuration(port, admin), admin));
    gateways.add(URI.create("http://127.0.0.1:" + port + "/boot.png"));
  }

  private static DataFolder data(Path folder, int index) throws IOException {
    Files.createDirectories(folder);
    return DataFolder.open(
        Files.createDirectories(folder.resolve("gateway" + index)).resolve("data"));
  }

  private String configuration(int port, int admin) {
    return """
    version: 1
    data: data
    store: {url: "%s"}
    redis: {url: "%s", nodes: 3}
    listeners: [{port: %d, tls: clear_text}]
    admin: {port: %d}
    routes:
      - {id: boot, surface: asset, path: /boot.png,
         unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
    policies:
      - {id: apikey, control: apikey}
    """
        .formatted(database, redis.url(), port, admin);
  }

  private <T extends AutoCloseable> T add(T closeable) {
    opened.push(closeable);
    return closeable;
  }
}
