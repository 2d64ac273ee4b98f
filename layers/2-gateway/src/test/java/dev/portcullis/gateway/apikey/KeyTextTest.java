package dev.portcullis.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Secret;
import dev.portcullis.testkit.Arbitrary;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class KeyTextTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void mintedKey_hasTheFormThatScannersKnow() {
    var text = shown(KeyText.mint(Environment.LIVE, RANDOM));

    assertThat(text).matches("pcl_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}");
  }

  @Test
  void mintedKey_isParsed_asItself() {
    for (var environment : Environment.values()) {
      var minted = KeyText.mint(environment, RANDOM);

      assertThat(KeyText.parse(shown(minted))).contains(minted);
    }
  }

  @Test
  void checksum_coversEverythingBeforeIt() {
    // Fixed here so that another implementation, and a scanner, can be checked against it.
    var body = "pcl_test_AbCdEfGh_" + "x".repeat(43) + "_";

    assertThat(KeyText.parse(body + "2XDf4s")).isPresent();
  }

  @Test
  void aKeyWithOneWrongCharacter_isRefused_whereverItIs() {
    var text = shown(KeyText.mint(Environment.DEMO, RANDOM));

    for (var at = 0; at < text.length(); at++) {
      var wrong = text.charAt(at) == 'q' ? 'r' : 'q';
      var typo = text.substring(0, at) + wrong + text.substring(at + 1);

      assertThat(KeyText.parse(typo)).as("character %d", at).isEmpty();
    }
  }

  @Test
  void garbage_isRefused() {
    var key = shown(KeyText.mint(Environment.TEST, RANDOM));
    var garbage =
        List.of(
            "",
            "pcl_",
            key + "0",
            key.substring(1),
            " " + key,
            key + " ",
            key.toUpperCase(Locale.ROOT),
            key.replace('_', '-'),
            key.replace("test", "prod"),
            "pcl_test_" + "_".repeat(59));

    assertThat(garbage).allMatch(text -> KeyText.parse(text).isEmpty());
  }

  @Test
  void arbitraryText_isRefused_neverAnException() {
    var arbitrary = Arbitrary.seeded(1);

    for (var round = 0; round < 2000; round++) {
      assertThat(KeyText.parse(KeyText.PREFIX + arbitrary.text())).isEmpty();
    }
  }

  @Test
  void mintedKeys_allDiffer() {
    var texts = new HashSet<String>();

    for (var round = 0; round < 1000; round++) {
      texts.add(shown(KeyText.mint(Environment.TEST, RANDOM)));
    }

    assertThat(texts).hasSize(1000);
  }

  private static String shown(KeyText key) {
    return new String(key.text().reveal(Secret.Purpose.SHOW_ONCE), StandardCharsets.UTF_8);
  }
}
