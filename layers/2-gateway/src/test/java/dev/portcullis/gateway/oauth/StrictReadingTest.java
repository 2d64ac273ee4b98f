package dev.portcullis.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What our own readers take, and what is remembered of it. */
final class StrictReadingTest {

  private static final long SEED = 20_260_301;

  @Test
  void base64url_hasOneTextForEachValue() {
    var random = new Random(SEED);
    for (var round = 0; round < 2_000; round++) {
      var bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      var text = Jwt.encoded(bytes);

      assertThat(Base64Url.decode(text)).hasValueSatisfying(b -> assertThat(b).isEqualTo(bytes));
      assertThat(Base64Url.decode(text + "=")).isEmpty();
    }
  }

  @Test
  void everyOtherTextForAValue_isRefused() {
    var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    var texts = new HashMap<String, String>();
    for (var a = 0; a < digits.length(); a++) {
      for (var b = 0; b < digits.length(); b++) {
        var text = "" + digits.charAt(a) + digits.charAt(b);
        Base64Url.decode(text)
            .ifPresent(bytes ->
                assertThat(texts.put(Base64.getEncoder().encodeToString(bytes), text)).isNull());
      }
    }

    assertThat(texts).hasSize(256);
  }

  @Test
  void json_isReadWithinBounds() {
    assertThat(json("{\"a\":{\"b\":[1,2]}}")).isTrue();
    assertThat(json("{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}")).isTrue();
    assertThat(json("{\"a\":" + "[".repeat(8) + "]".repeat(8) + "}")).isFalse();
    assertThat(json("{\"" + "n".repeat(300) + "\":1}")).isFalse();
    assertThat(json("{\"a\":" + "9".repeat(33) + "}")).isFalse();
  }

  @Test
  void whatIsRemembered_isBounded_andTheLatestIsKept() {
    var remembered = new Remembered<Integer>(1_000);
    for (var i = 0; i < 100_000; i++) {
      remembered.remember(TokenDigest.of("token-" + i), i);
      assertThat(remembered.size()).isLessThanOrEqualTo(1_000);
    }

    assertThat(remembered.find(TokenDigest.of("token-99999"))).contains(99_999);
    assertThat(remembered.find(TokenDigest.of("token-1"))).isEmpty();
  }

  @Test
  void whatIsUsed_outlivesWhatIsNot() {
    var remembered = new Remembered<Integer>(100);
    var used = TokenDigest.of("used");
    remembered.remember(used, -1);

    for (var i = 0; i < 10_000; i++) {
      remembered.remember(TokenDigest.of("token-" + i), i);
      if (i % 10 == 0) {
        assertThat(remembered.find(used)).contains(-1);
      }
    }
    remembered.forget(used);
    assertThat(remembered.find(used)).isEmpty();
  }

  private static boolean json(String text) {
    return StrictJson.object(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))).isPresent();
  }
}
