package dev.portcullis.bench.proxy;

import dev.portcullis.bench.process.GatewayYaml;
import dev.portcullis.bench.proxy.Ground.Doors;

/** Configurations of the gateway under test. */
final class GatewayText {

  private GatewayText() {}

  /** Nothing stands on the road: what the gateway costs before it protects anything. */
  static String passThrough(Ground ground, Doors doors, int admin) {
    return """
    version: 1
    data: data
    listeners:
      - {name: clear, port: %d, tls: clear_text}
    admin: {port: %d}
    upstreams:
      - {name: echo, urls: ["http://127.0.0.1:%d"]}
    routes:
      - id: pass
        surface: raw
        path: /echo
        upstream: echo
        access: anonymous
        unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]
    audit: {sync: none}
    """
        .formatted(doors.clear(), admin, ground.upstream());
  }

  /** Keys, limits, a whole parse, the receipt, and a ledger that is durable before the call. */
  static String guarded(Ground ground, Doors doors, int admin) {
    return GatewayYaml.listening(doors.clear(), doors.encrypted(), ground.certificate(), admin)
        + """
        upstreams:
          - {name: echo, urls: ["http://127.0.0.1:%d"], tensors: binary}
        routes:
          - {id: json, surface: json, path: /echo, upstream: echo, unprotected: [FIREWALL, PROTECT]}
          - {id: oip, surface: oip, path: /v2, upstream: echo, unprotected: [FIREWALL, PROTECT]}
        audit: {sync: group}
        """
            .formatted(ground.upstream())
        + GatewayYaml.policies("[json, oip]")
        + """
          - id: schema
            control: schema
            settings: {unknown_contract: allow}
        """;
  }

  /** The same, counting in Redis. */
  static String guardedWithRedis(Ground ground, Doors doors, int admin, int redis) {
    return guarded(ground, doors, admin)
        + "redis: {url: \"redis://127.0.0.1:%d\", deadline: 100ms}\n".formatted(redis);
  }
}
