package dev.portcullis.bench.proxy;

import dev.portcullis.bench.load.HandshakeLoad;
import dev.portcullis.bench.load.Load;
import dev.portcullis.bench.load.SteadyLoad;
import dev.portcullis.bench.load.SteadyLoad.Reuse;
import dev.portcullis.bench.load.Target;
import dev.portcullis.bench.load.WrkLoad;
import dev.portcullis.bench.proxy.Field.Proxy;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;

/** What is compared, a line each. */
final class Duels {

  private static final int CONNECTIONS = 64;
  private static final int HANDSHAKES_AT_ONCE = 16;
  private static final int STEADY_PER_SECOND = 500;
  private static final int STEADY_SENDERS = 16;

  private final Ground ground;
  private final Proxy nginx;
  private final Proxy passThrough;
  private final Proxy guarded;
  private final Proxy withRedis;

  private Duels(Ground ground, Field field) throws IOException, InterruptedException {
    this.ground = ground;
    field.upstream();
    nginx = field.nginx();
    int redis = field.redis();
    passThrough =
        field.gateway("pass", (doors, admin) -> GatewayText.passThrough(ground, doors, admin));
    guarded = field.gateway("guarded", (doors, admin) -> GatewayText.guarded(ground, doors, admin));
    withRedis =
        field.gateway(
            "redis", (doors, admin) -> GatewayText.guardedWithRedis(ground, doors, admin, redis));
  }

  /** Starts everybody who takes part. */
  static Duels on(Field field, Ground ground) throws IOException, InterruptedException {
    return new Duels(ground, field);
  }

  /** Under as much load as they bear. */
  List<Duel> saturating() {
    var wrk = new WrkLoad(CONNECTIONS, ground.folder());
    var handshakes = new HandshakeLoad(HANDSHAKES_AT_ONCE, ground.folder());
    return List.of(
        json("a pass-through", passThrough, wrk),
        json("b guarded", guarded, wrk),
        encrypted("c guarded TLS", guarded, wrk),
        encrypted("c handshakes", guarded, handshakes),
        json("d with Redis", withRedis, wrk),
        tensor("e tensor", guarded, wrk));
  }

  /** At a rate that everybody keeps up with. */
  List<Duel> steady() throws IOException {
    var clear = steady(SocketFactory.getDefault());
    var tls = steady(ground.certificate().trust().getSocketFactory());
    return List.of(
        json("a at 500/s", passThrough, clear),
        json("b at 500/s", guarded, clear),
        encrypted("c at 500/s", guarded, tls),
        json("d at 500/s", withRedis, clear));
  }

  private static Load steady(SocketFactory sockets) {
    return new SteadyLoad(STEADY_PER_SECOND, STEADY_SENDERS, Reuse.KEEP_ALIVE, sockets);
  }

  private Duel json(String name, Proxy gateway, Load load) {
    var headers = Map.of("content-type", "application/json");
    var target = Target.of(clear(gateway, "/echo"), withKey(headers, gateway), Bodies.json());
    return duel(name, gateway, target, load);
  }

  private Duel tensor(String name, Proxy gateway, Load load) {
    var headers = withKey(Bodies.tensorHeaders(), gateway);
    var target = Target.of(clear(gateway, "/v2/models/net/infer"), headers, Bodies.tensor());
    return duel(name, gateway, target, load);
  }

  private Duel encrypted(String name, Proxy gateway, Load load) {
    var plain = json(name, gateway, load);
    return new Duel(name, overTls(plain.nginx(), nginx), overTls(plain.gateway(), gateway), load);
  }

  /** Both are sent the same bytes, the key too. */
  private Duel duel(String name, Proxy gateway, Target target, Load load) {
    var theirs = target.at(clear(nginx, target.url().getPath()));
    return new Duel(
        name, new Server(nginx.processes(), theirs), new Server(gateway.processes(), target), load);
  }

  private static Server overTls(Server server, Proxy proxy) {
    var path = server.target().url().getPath();
    var url = URI.create("https://localhost:" + proxy.doors().encrypted() + path);
    return new Server(server.processes(), server.target().at(url));
  }

  private static URI clear(Proxy proxy, String path) {
    return URI.create("http://127.0.0.1:" + proxy.doors().clear() + path);
  }

  private static Map<String, String> withKey(Map<String, String> headers, Proxy gateway) {
    var all = new HashMap<>(headers);
    all.put("x-api-key", gateway.key());
    return all;
  }
}
