package dev.portcullis.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DifferenceTest {

  @Test
  void whatChanged_isNamedByTheObjectsNames_defaultsIncluded() {
    var before = ConfigFileTest.parse(ConfigFileTest.GOOD);
    var after =
        ConfigFileTest.parse(
            ConfigFileTest.GOOD
                .replace("strictness: 3", "strictness: 4")
                .replace("surface: image\n", "surface: image\n    deadline: 5s\n"));

    assertThat(Difference.between(before.rendered(), after.rendered()))
        .extracting(Difference::toString)
        .containsExactlyInAnyOrder(
            "~ routes[predict].deadline: 30s -> 5s", "~ policies[waf].settings.strictness: 3 -> 4");
  }

  @Test
  void objectsThatCameAndWent_areAddedAndRemoved() {
    var before = ConfigFileTest.parse(ConfigFileTest.GOOD);
    var after =
        ConfigFileTest.parse(ConfigFileTest.GOOD.replace("{name: fashion,", "{name: clothes,"));

    assertThat(Difference.between(before.rendered(), after.rendered()))
        .extracting(Difference::kind)
        .contains(Difference.Kind.ADDED, Difference.Kind.REMOVED)
        .doesNotContain(Difference.Kind.CHANGED);
  }

  @Test
  void theSameFile_differsInNothing() {
    var deployment = ConfigFileTest.parse(ConfigFileTest.GOOD);

    assertThat(Difference.between(deployment.rendered(), deployment.rendered())).isEmpty();
  }
}
