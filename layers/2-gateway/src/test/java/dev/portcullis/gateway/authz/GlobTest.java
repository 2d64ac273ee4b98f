package dev.portcullis.gateway.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "*, fashion",
    "*, ''",
    "**, x",
    "fash*, fashion",
    "fash*, fash",
    "*ion, fashion",
    "f*n, fashion",
    "f*s*n, fashion",
    "*a*a*, banana",
    "a*a, aa",
    "*ana, banana",
    "team-*/v*, team-a/v1",
  })
  void glob_matches(String glob, String name) {
    assertThat(new Glob(glob).matches(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "fash*, Fashion",
    "fash*, afashion",
    "*ion, fashions",
    "a*a, a",
    "ab*ba, aba",
    "f*x*n, fashion",
    "fas?io*, fashion",
    "f.*, fashion",
    "[a-z]*, f",
    "ab*b*ba, abba",
    "*aa, a",
  })
  void glob_doesNotMatch(String glob, String name) {
    assertThat(new Glob(glob).matches(name)).isFalse();
  }

  @Test
  void nameThatMakesBacktrackersSlow_isJudgedAtOnce() {
    var glob = new Glob("*a".repeat(63) + "*b");
    var name = "a".repeat(Glob.MAX_NAME_CHARACTERS);

    var started = System.nanoTime();
    assertThat(glob.matches(name)).isFalse();

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(50));
  }

  @Test
  void longName_matchesNothing() {
    assertThat(new Glob("*").matches("a".repeat(Glob.MAX_NAME_CHARACTERS + 1))).isFalse();
  }

  @Test
  void emptyOrLongOrPlainGlob_isRefused() {
    assertThatThrownBy(() -> new Glob("")).hasMessage("pattern: 0 characters (expected: 1..128)");
    assertThatThrownBy(() -> new Glob("*".repeat(129)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Glob("fashion")).isInstanceOf(IllegalArgumentException.class);
  }
}
