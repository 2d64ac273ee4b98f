package dev.portcullis.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.kernel.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on routes though nobody wrote it. */
final class DefaultPoliciesTest {

  private static final String TEXT =
      """
      version: 1
      listeners: [{port: 0, tls: clear_text}]
      admin: {port: 0}
      upstreams: [{name: api, urls: ["http://127.0.0.1:9"]}]
      routes:
        - {id: api, surface: json, path: /api/**, upstream: api,
           unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
        - {id: open, surface: json, path: /open/**, upstream: api, access: anonymous,
           unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
      policies:
        - {id: key, control: apikey, applies_to: [api]}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void whereCallersAreIdentified_whatWasTakenBackIsRefused_withoutAWord() throws IOException {
    var deployment = load(TEXT);

    assertThat(controls(deployment.routes().getFirst())).containsExactly("apikey", "revocation");
    assertThat(controls(deployment.routes().getLast())).isEmpty();
  }

  @Test
  void whatIsDumped_saysSo_andMeansTheSameWhenItIsTakenAgain() throws IOException {
    var dumped = load(TEXT).dump();

    assertThat(dumped).contains("control: revocation");
    assertThat(load(dumped).dump()).isEqualTo(dumped);
  }

  @Test
  void whoWritesItHimself_hasItAsHeWroteIt_once() throws IOException {
    var deployment = load(TEXT + "  - {id: taken-back, control: revocation, mode: observe}\n");

    var policies = deployment.routes().getFirst().policies();
    assertThat(controls(deployment.routes().getFirst())).containsExactly("apikey", "revocation");
    assertThat(policies.getLast().policy().mode()).isEqualTo(Mode.OBSERVE);
  }

  @Test
  void itsName_isNobodyElses() {
    assertThatThrownBy(() -> load(TEXT.replace("id: key", "id: revocation")))
        .message()
        .contains("`revocation` is the control's own");
  }

  private static List<String> controls(RoutePolicy route) {
    return route.policies().stream().map(p -> p.policy().control()).toList();
  }

  private Deployment load(String text) throws IOException {
    return GatewayTest.load(Files.writeString(folder.resolve("f.yaml"), text));
  }
}
