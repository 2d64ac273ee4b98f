package dev.portcullis.bench.process;

/** What the configurations of all gateways under test have in common. */
public final class GatewayYaml {

  private GatewayYaml() {}

  /** Where it keeps its data, and where it listens: without TLS, with it, and to operators. */
  public static String listening(int clear, int encrypted, Certificate certificate, int admin) {
    return """
    version: 1
    data: data
    listeners:
      - {name: clear, port: %d, tls: clear_text}
      - name: encrypted
        port: %d
        tls: {certificate: %s, key: %s}
    admin: {port: %d}
    """
        .formatted(clear, encrypted, certificate.chain(), certificate.key(), admin);
  }

  /**
   * Keys, and limits that count everything and that no load reaches.
   *
   * @param routes whose callers need a key, as YAML: {@code [predict]}
   */
  public static String policies(String routes) {
    return """
    policies:
      - id: address-limit
        control: address-limit
        settings:
          limits: [{units: 1000000000, window: 60s}]
      - {id: apikey, control: apikey, applies_to: %1$s}
      - {id: model-access, control: model-access, applies_to: %1$s}
      - id: quota
        control: quota
        applies_to: %1$s
        settings:
          tiers:
            default:
              per_key: [{units: 1000000000, window: 60s}, {units: 1000000000, window: 1d}]
    """
        .formatted(routes);
  }
}
