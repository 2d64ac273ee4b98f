package dev.portcullis.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class PeppersTest {

  private static final KeyText KEY = KeyText.mint(Environment.TEST, new SecureRandom());

  @Test
  void newDigest_isUnderTheNewestPepper() {
    var peppers = Samples.peppers();

    assertThat(peppers.digest(KEY)).isEqualTo(peppers.digest(2, KEY));
    assertThat(peppers.digest(KEY)).isNotEqualTo(peppers.digest(1, KEY));
  }

  @Test
  void digest_isHmacSha256_asAnybodyWouldComputeIt() throws Exception {
    var pepper = "a newer pepper of at least 32 bytes".getBytes(StandardCharsets.UTF_8);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(pepper, "HmacSHA256"));
    var expected = mac.doFinal(KEY.text().reveal(Secret.Purpose.COMPUTE_MAC));

    assertThat(Samples.peppers().digest(KEY)).isEqualTo(new KeyDigest(2, Secret.of(expected)));
  }

  @Test
  void sharedPeppers_giveTheSameDigest_fromManyThreads() {
    var peppers = Samples.peppers();
    var expected = peppers.digest(KEY);

    var digests = IntStream.range(0, 20_000).parallel().mapToObj(_ -> peppers.digest(KEY));

    assertThat(digests.allMatch(expected::equals)).isTrue();
  }

  @Test
  void digestUnderALostPepper_equalsNothing() {
    var peppers = Samples.peppers();

    assertThat(peppers.digest(7, KEY).pepper()).isEqualTo(2);
  }

  @Test
  void shortPepper_isRefused() {
    var secrets = new TreeMap<>(Map.of(1, Secret.of("short")));

    assertThatThrownBy(() -> new Peppers(secrets))
        .hasMessage("pepper: 5 bytes (expected: at least 32)");
  }

  @Test
  void noPepper_isRefused() {
    assertThatThrownBy(() -> new Peppers(new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
