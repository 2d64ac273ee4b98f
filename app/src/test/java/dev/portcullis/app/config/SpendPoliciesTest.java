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

/** Several policies of spending in a file: each has accounts of its own, or is refused. */
final class SpendPoliciesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {
        "tiers: {free: [{models: m, period: day, requests: 9}]}"
            + " ^ tiers: {free: [{models: m, period: 24h, tokens_in: 90000}]}"
            + " ^ tier free, m by the day",
        "tiers: {default: [{models: m, period: day, requests: 9}]}"
            + " ^ tiers: {free: [{models: m, period: day, requests: 5}]}"
            + " ^ tier free, m by the day",
        "tiers: {free: []}, quotas: {lab: [{models: '*', period: week, requests: 9}]}"
            + " ^ tiers: {free: []}, quotas: {lab: [{models: '*', period: week, requests: 9}]}"
            + " ^ quota lab, * by the week",
      })
  void twoThatChargeOneAccount_areRefused(String one, String two, String account) {
    assertThatThrownBy(() -> parse(one, "enforce", two))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/policies/1: charges an account of policy one too: " + account);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {
        "enforce ^ tiers: {free: [{models: m, period: week, requests: 9}]}",
        "enforce ^ tiers: {free: [{models: n, period: day, requests: 9}]}",
        "enforce ^ tiers: {gold: [{models: m, period: day, requests: 9}]}",
        "off ^ tiers: {free: [{models: m, period: day, requests: 9}]}",
      })
  void policiesWithAccountsOfTheirOwn_areTaken(String mode, String two) {
    var parsed = parse("tiers: {free: [{models: m, period: day, requests: 9}]}", mode, two);

    assertThat(parsed.configuration().policies()).hasSize(2);
  }

  @Test
  void aSecondPolicyThatIsOnlyWatched_wouldChargeAllTheSame_soItIsRefused() {
    var limits = "tiers: {free: [{models: m, period: day, requests: 9}]}";

    assertThatThrownBy(() -> parse(limits, "observe", limits)).isInstanceOf(ConfigException.class);
  }

  private static Deployment parse(String one, String mode, String two) {
    var file =
        """
        version: 1
        listeners: [{port: 8443, tls: clear_text}]
        upstreams:
          - {name: api, urls: ["http://127.0.0.1:9000"]}
        routes:
          - {id: api, surface: json, path: /api/**, upstream: api, access: anonymous,
             unprotected: [AUTHORIZE, LIMIT, VALIDATE, FIREWALL, PROTECT]}
        policies:
          - {id: one, control: spend, settings: {%s}}
          - {id: two, control: spend, mode: %s, settings: {%s}}
        """
            .formatted(one, mode, two);
    return new ConfigFile(Installable.controls(), Map.of(), _ -> Optional.empty())
        .parse(Path.of("/etc/portcullis/gate.yaml"), file);
  }
}
