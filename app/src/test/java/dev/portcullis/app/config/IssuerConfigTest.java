package dev.portcullis.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.app.config.binding.ConfigException;
import dev.portcullis.app.wiring.Installable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issuers in a file: what is taken, and what is refused with which words. */
final class IssuerConfigTest {

  private static final String GOOD =
      """
      version: 1
      listeners: [{port: 8443, tls: clear_text}]
      upstreams:
        - {name: api, urls: ["http://127.0.0.1:9000"]}
      issuers:
        - name: people
          issuer: https://id.example/realms/ml
          preset: keycloak
          audiences: portcullis
        - name: machines
          issuer: https://sts.example:8443/
          audiences: [portcullis, "https://api.example"]
          algorithms: [ES256, eddsa]
          subject_prefix: "m:"
      routes:
        - {id: api, surface: json, path: /api/**, upstream: api,
           unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
      policies:
        - {id: token, control: access-token, settings: {issuers: [people]}}
      """;

  @Test
  void aGoodFile_isTaken_andItsWaysOutLeadToTheIssuersAlone() {
    var issuers = parse(GOOD).configuration().issuers();

    assertThat(issuers.getFirst().egress().schemes()).containsExactly("https");
    assertThat(issuers.getFirst().egress().ports()).containsExactly(443);
    assertThat(issuers.getLast().egress().ports()).containsExactly(8443);
    assertThat(issuers.getLast().settings().form().algorithms()).hasSize(2);
    assertThat(issuers.getFirst().settings().rules().longestLife()).hasMinutes(60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {
        "issuers: [people] ^ issuers: [peple] ^ 19:61: /policies/0/settings/issuers/0: unknown"
            + " issuer `peple`; did you mean `people`?",
        "preset: keycloak ^ preset: keycloack ^ 8:13: /issuers/0/preset: `keycloack`; did you mean"
            + " `keycloak`?",
        "name: machines ^ name: people ^ 10:11: /issuers/1/name: `people` is the name of two"
            + " issuers",
        "subject_prefix: \"m:\" ^ subject_prefix: \"people:\" ^ /issuers/1: callers could be taken"
            + " for those of issuer people",
        "subject_prefix: \"m:\" ^ subject_prefix: m ^ /issuers/1/subject_prefix: subject_prefix:"
            + " `m` (expected: a name and `:`)",
        "subject_prefix: \"m:\" ^ subject_prefix: \":\" ^ /issuers/1/subject_prefix:"
            + " subject_prefix: `` (expected:",
        "subject_prefix: \"m:\" ^ subject_prefix: \"m:m:\" ^ /issuers/1/subject_prefix:"
            + " subject_prefix: `m:m`",
        "https://sts.example:8443/ ^ https://id.example/realms/ml ^ /issuers/1/issuer: is issuer"
            + " people's already",
        "preset: keycloak ^ skew: 61s ^ /issuers/0: skew: 61s (expected: 0s..60s)",
        "preset: keycloak ^ shortest_life: 5m ^ /issuers/0: shortest_life: 300s (expected:"
            + " 900s..3600s)",
        "preset: keycloak ^ longest_life: 61m ^ /issuers/0: longest_life: 3660s (expected:"
            + " 900s..3600s)",
        "https://id.example/realms/ml ^ http://id.example/ ^ /issuers/0: issuer: no https",
        "algorithms: [ES256, eddsa] ^ algorithms: [HS256] ^ /issuers/1/algorithms/0: `HS256`",
        "audiences: portcullis ^ planes: one ^ /issuers/0: audiences: none (expected: at least"
            + " one)",
        "preset: keycloak ^ network: 10.0.0.0/33 ^ /issuers/0: cidr"
      })
  void aMistake_isFound_whereItStands(String good, String bad, String expected) {
    assertThatThrownBy(() -> parse(GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void callersOfAnIssuer_areNeverTakenForAKeysClient_norForAnotherIssuers() {
    var issuers = parse(GOOD).configuration().issuers();

    assertThat(issuers)
        .extracting(issuer -> issuer.settings().form().subjectPrefix())
        .containsExactly("people:", "m:");
  }

  @Test
  void aPolicyOfTokens_needsAnIssuer() {
    var none = GOOD.replace(", settings: {issuers: [people]}", "");
    var from = none.indexOf("issuers:");
    var without = none.substring(0, from) + none.substring(none.indexOf("routes:"));

    assertThatThrownBy(() -> parse(without)).hasMessageContaining("no issuer is defined");
  }

  private static Deployment parse(String text) {
    return new ConfigFile(Installable.controls(), Map.of(), _ -> Optional.empty())
        .parse(Path.of("/etc/portcullis/gate.yaml"), text);
  }
}
