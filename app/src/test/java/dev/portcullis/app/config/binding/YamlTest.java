package dev.portcullis.app.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlTest {

  @Test
  void aKeyThatStandsTwice_isRefused_withBothPlaces() {
    assertThatThrownBy(() -> Yaml.read("f", "a: 1\nb: 2\na: 3\n"))
        .hasMessage("f:3:1: key `a` stands here again (first in line 1)");
  }

  @Test
  void whatIsNoYaml_isRefused_whereItEnds() {
    assertThatThrownBy(() -> Yaml.read("f", "a: [1, 2\nb: 3\n")).message().startsWith("f:2:2: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: \u0000",
        "\ta: 1",
        "a: !!java.lang.Runtime {}\nb",
        "%YAML 3",
        "a: 1\n---\nb: 2"
      })
  void oddFiles_areRefused_andNeverBreakTheReader(String text) {
    assertThatThrownBy(() -> Yaml.read("f", text)).isInstanceOf(ConfigException.class);
  }

  @Test
  void aFewLinesOfAliases_doNotUnfoldToBillions() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append("*a%d, ".formatted(i - 1).repeat(5)).append("]\n");
    }

    assertThatThrownBy(() -> Yaml.read("f", bomb.toString()))
        .message()
        .contains("more than 50000 values once its aliases are unfolded");
  }

  @Test
  void anAliasThatHoldsItself_endsAtTheDepthLimit() {
    assertThatThrownBy(() -> Yaml.read("f", "a: &a [*a]\n"))
        .message()
        .contains("more than 32 levels");
  }

  @Test
  void deepNesting_isRefused() {
    assertThatThrownBy(() -> Yaml.read("f", "[".repeat(60) + "]".repeat(60)))
        .message()
        .contains("more than 32 levels");
  }

  @Test
  void anAlias_standsForWhatItNames() {
    var tree = Yaml.read("f", "a: &x {b: 1}\nc: *x\n");

    assertThat(tree.placeOf("/c/b")).isEqualTo(new Place(1, 11, "/c/b"));
  }

  @Test
  void places_areTheNearestThatTheFileHas() {
    var tree = Yaml.read("f", "routes:\n  - id: a\n    path: /x\n");

    assertThat(tree.placeOf("/routes/0/path")).isEqualTo(new Place(3, 11, "/routes/0/path"));
    assertThat(tree.placeOf("/routes/0/upstream")).isEqualTo(new Place(2, 5, "/routes/0/upstream"));
    assertThat(tree.placeOf("/listeners")).isEqualTo(new Place(1, 1, "/listeners"));
  }

  @Test
  void keysWithSlashes_areEscapedInPointers() {
    var tree = Yaml.read("f", "a/b: {c~d: 1}");

    assertThat(tree.placeOf("/a~1b/c~0d")).isEqualTo(new Place(1, 12, "/a~1b/c~0d"));
  }
}
