package dev.portcullis.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.receipt.Gate;
import dev.portcullis.kernel.receipt.Outcome;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route demands of a receipt follows from its policies' words alone. */
final class RoutePolicyTest {

  @Test
  void aStage_isDemanded_whereAPolicyStands_andAbsentOnlyWhereTheRouteSaysSo() {
    assertThat(gate("predict", ConfigFileTest.GOOD).accepted())
        .isEqualTo(Map.of(Stage.IDENTIFY, Set.of(Outcome.ALLOW)));
    assertThat(gate("calls", ConfigFileTest.GOOD).accepted())
        .isEqualTo(Map.of(Stage.FIREWALL, Set.of(Outcome.ALLOW)));
  }

  @ParameterizedTest
  @CsvSource({
    "mode: observe, OBSERVED",
    "on_error: allow, EXCUSED",
  })
  void whatAPolicyLetsPass_isAcceptedAtItsStage(String words, Outcome outcome) {
    var text =
        ConfigFileTest.GOOD.replace("control: firewall,", "control: firewall, " + words + ",");

    assertThat(gate("calls", text).accepted().get(Stage.FIREWALL))
        .containsExactlyInAnyOrder(Outcome.ALLOW, outcome);
  }

  @Test
  void aPolicyThatIsOff_leavesAHole() {
    var text = ConfigFileTest.GOOD.replace("control: firewall,", "control: firewall, mode: 'off',");

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> ConfigFileTest.parse(text))
        .message()
        .contains("route calls leaves FIREWALL empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "strictness: 3 > strictness: 4",
        "unprotected: [AUTHORIZE, LIMIT, VALIDATE, PROTECT] > unprotected: [LIMIT, AUTHORIZE,"
            + " VALIDATE, PROTECT]",
        "path: /api/** > path: /other/**",
        "control: firewall, > control: firewall, on_error: allow,",
      })
  void theHash_isAnother_whenAnythingOfThePolicyIs(String before, String after) {
    var text = ConfigFileTest.GOOD.replace(before, after);

    assertThat(gate("calls", text).hash()).isNotEqualTo(gate("calls", ConfigFileTest.GOOD).hash());
    assertThat(gate("predict", text).hash()).isEqualTo(gate("predict", ConfigFileTest.GOOD).hash());
  }

  @Test
  void theHash_isTheSame_whereADefaultIsWrittenOut() {
    var text =
        ConfigFileTest.GOOD.replace("control: firewall,", "control: firewall, mode: enforce,");

    assertThat(gate("calls", text).hash()).isEqualTo(gate("calls", ConfigFileTest.GOOD).hash());
  }

  @Test
  void policies_standInTheOrderOfStages_andThenOfTheFile() {
    var text =
        ConfigFileTest.GOOD
            + """
              - {id: late, control: protect, applies_to: calls}
              - {id: early, control: admit}
              - {id: waf2, control: firewall, applies_to: calls}
            """
                .replace("LIMIT, VALIDATE, PROTECT", "LIMIT, VALIDATE");

    var calls =
        ConfigFileTest.parse(text.replace("VALIDATE, PROTECT]", "VALIDATE]")).routes().getLast();

    assertThat(calls.policies())
        .extracting(p -> p.policy().id())
        .containsExactly("early", "waf", "waf2", "late");
  }

  private static Gate gate(String route, String text) {
    return ConfigFileTest.parse(text).routes().stream()
        .filter(r -> r.route().id().equals(route))
        .findFirst()
        .orElseThrow()
        .gate();
  }
}
