package dev.portcullis.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TensorRulesTest {

  @ParameterizedTest
  @EnumSource(names = {"FP16", "BF16", "FP32", "FP64"})
  void infinity_isFound_inEveryFloatFormat(Datatype datatype) {
    var data = Tensors.bytes(2 * datatype.bytes());
    var fine = new Content.Tensor("x", datatype, List.of(2L), data.duplicate());
    switch (datatype) {
      case FP16 -> data.putShort(2, (short) 0x7c00);
      case BF16 -> data.putShort(2, (short) 0x7f80);
      case FP32 -> data.putInt(4, 0x7f800000);
      default -> data.putLong(8, 0x7ff0000000000000L);
    }
    var infinite = new Content.Tensor("x", datatype, List.of(2L), data);
    var rules = new TensorRules(SchemaSettings.defaults());

    assertThat(rules.expectation(infinite)).isPresent();
    data.put(new byte[data.capacity()]);
    assertThat(rules.expectation(fine)).isEmpty();
  }

  @Test
  void strings_areCountedByTheirLengths() {
    var rules = new TensorRules(SchemaSettings.defaults());
    var two = Tensors.strings(2, "00000000" + "02000000" + "6869");

    assertThat(rules.expectation((Content.Tensor) two.content())).isEmpty();
    for (var broken : List.of("01000000", "ffffffff", "010000", "0100000068" + "00000000")) {
      var one = Tensors.strings(1, broken);

      assertThat(rules.expectation((Content.Tensor) one.content()))
          .contains("as many elements as the shape says");
    }
  }
}
