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
    "fashion, fashion",
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
    "fashion, Fashion",
    "fashion, fashion2",
    "fashion, afashion",
    "fash*, afashion",
    "*ion, fashions",
    "a*a, a",
    "ab*ba, aba",
    "f*x*n, fashion",
    "fash?on, fashion",
    "f.*, fashion",
    "[a-z], f",
    "*aa, a",
  })
  void glob_doesNotMatch(String glob, String name) {
    assertThat(new Glob(glob).matches(name)).isFalse();
  }

  @Test
  void nameThatMakesBacktrackersSlow_isJudgedAtOnce() {
    var glob = new Glob("*a".repeat(63) + "*b");
    var name = "a".repeat(Glob.MAX_CHARACTERS);

    var started = System.nanoTime();
    assertThat(glob.matches(name)).isFalse();

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(50));
  }

  @Test
  void longName_matchesNothing() {
    assertThat(new Glob("*").matches("a".repeat(Glob.MAX_CHARACTERS + 1))).isFalse();
  }

  @Test
  void emptyOrLongGlob_isRefused() {
    assertThatThrownBy(() -> new Glob("")).hasMessage("model: 0 characters (expected: 1..128)");
    assertThatThrownBy(() -> new Glob("a".repeat(129)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
