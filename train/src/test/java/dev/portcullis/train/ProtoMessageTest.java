package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The expected bytes are those of the examples in the Protocol Buffers encoding guide. */
final class ProtoMessageTest {
  @Test
  void number_isAVarint() {
    assertThat(hex(new ProtoMessage().number(1, 150))).isEqualTo("089601");
  }

  @Test
  void negativeNumber_takesTenBytes() {
    assertThat(hex(new ProtoMessage().number(1, -2))).isEqualTo("08feffffffffffffffff01");
  }

  @Test
  void text_isPrefixedByItsLength() {
    assertThat(hex(new ProtoMessage().text(2, "testing"))).isEqualTo("120774657374696e67");
  }

  @Test
  void lengthOfText_isCountedInBytes() {
    assertThat(hex(new ProtoMessage().text(1, "é"))).isEqualTo("0a02c3a9");
  }

  @Test
  void message_isNested() {
    var inner = new ProtoMessage().number(1, 150);

    assertThat(hex(new ProtoMessage().message(3, inner))).isEqualTo("1a03089601");
  }

  @Test
  void real_isLittleEndian() {
    assertThat(hex(new ProtoMessage().real(2, 1f))).isEqualTo("150000803f");
  }

  @Test
  void fieldAboveFifteen_takesTwoBytesOfTag() {
    assertThat(hex(new ProtoMessage().number(20, 1))).isEqualTo("a00101");
  }

  private static String hex(ProtoMessage message) {
    return HexFormat.of().formatHex(message.toBytes());
  }
}
