package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class KeyHashTest {

  /** The key of the SipHash paper's test vectors: bytes 00 to 0f. */
  private final KeyHash paper = new KeyHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  /** The bytes 00 01 02 … as the characters that they make two by two. */
  private static String bytes(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i += 2) {
      text.append((char) (i | (i + 1) << 8));
    }
    return text.toString();
  }

  @Test
  void vectorsOfThePaper_comeOut() {
    assertThat(paper.of(bytes(0))).isEqualTo(0x726fdb47dd0e0e31L);
    assertThat(paper.of(bytes(2))).isEqualTo(0x0d6c8009d9a94f5aL);
    assertThat(paper.of(bytes(8))).isEqualTo(0x93f5f5799a932462L);
    assertThat(paper.of(bytes(14))).isEqualTo(0xf723ca908e7af2eeL);
  }

  @Test
  void otherSecret_givesOtherHashes() {
    assertThat(KeyHash.random().of("alice")).isNotEqualTo(KeyHash.random().of("alice"));
  }

  @Test
  void manyKeys_doNotMeet() {
    var hashes = new HashSet<Long>();
    for (int i = 0; i < 200_000; i++) {
      hashes.add(paper.of("key:" + i));
    }

    assertThat(hashes).hasSize(200_000);
  }
}
