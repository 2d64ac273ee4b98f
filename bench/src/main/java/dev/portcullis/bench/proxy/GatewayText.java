package dev.portcullis.bench.proxy;

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
    return """
    version: 1
    data: data
    listeners:
      - {name: clear, port: %d, tls: clear_text}
      - name: encrypted
        port: %d
        tls: {certificate: %s, key: %s}
    admin: {port: %d}
    upstreams:
      - {name: echo, urls: ["http://127.0.0.1:%d"], tensors: binary}
    routes:
      - {id: json, surface: json, path: /echo, upstream: echo, unprotected: [FIREWALL, PROTECT]}
      - {id: oip, surface: oip, path: /v2, upstream: echo, unprotected: [FIREWALL, PROTECT]}
    policies:
      - id: address-limit
        control: address-limit
        settings:
          limits: [{units: 1000000000, window: 60s}]
      - {id: apikey, control: apikey}
      - {id: model-access, control: model-access}
      - id: quota
        control: quota
        settings:
          tiers:
            default:
              per_key: [{units: 1000000000, window: 60s}, {units: 1000000000, window: 1d}]
      - id: schema
        control: schema
        settings: {unknown_contract: allow}
    audit: {sync: group}
    """
        .formatted(
            doors.clear(),
            doors.encrypted(),
            ground.certificate().chain(),
            ground.certificate().key(),
            admin,
            ground.upstream());
  }

  /** The same, counting in Redis. */
  static String guardedWithRedis(Ground ground, Doors doors, int admin, int redis) {
    return guarded(ground, doors, admin)
        + "redis: {url: \"redis://127.0.0.1:%d\", deadline: 100ms}\n".formatted(redis);
  }
}
