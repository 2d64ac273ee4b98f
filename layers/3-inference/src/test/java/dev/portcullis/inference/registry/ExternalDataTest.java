package dev.portcullis.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.inference.tiny.TinyModels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ExternalDataTest {

  @Test
  void weightsInAnotherFile_areFound() {
    assertThat(ExternalData.isIn(TinyModels.weightsElsewhere("weights.bin"))).isTrue();
  }

  @Test
  void weightsInAnotherFile_areFoundInANodesAttributeAndInALoopsBody() {
    var tensor = field(14, 1);
    var attribute = message(5, tensor);
    var node = message(1, message(5, attribute));
    var body = message(6, node);
    var loop = message(1, message(5, body));

    assertThat(ExternalData.isIn(message(7, node))).isTrue();
    assertThat(ExternalData.isIn(message(7, loop))).isTrue();
    assertThat(ExternalData.isIn(message(25, message(7, message(5, attribute))))).isTrue();
  }

  @Test
  void modelsThatAreWhole_haveNone() {
    assertThat(ExternalData.isIn(TinyModels.classifier())).isFalse();
    assertThat(ExternalData.isIn(TinyModels.endless())).isFalse();
  }

  @Test
  void graphsNestedWithoutEnd_areRefused() {
    var nested = new byte[0];
    for (int depth = 0; depth < 200; depth++) {
      nested = message(1, message(5, message(6, nested)));
    }
    var model = message(7, nested);

    assertThatThrownBy(() -> ExternalData.isIn(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("graphs within graphs");
  }

  @Test
  void anyBytes_areJudgedOrRefused_andNothingElse() {
    var random = new Random(7);
    var model = TinyModels.classifier();
    for (int round = 0; round < 20_000; round++) {
      var broken = Arrays.copyOf(model, random.nextInt(model.length));
      for (int i = 0; i < 3 && broken.length > 0; i++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(ExternalData.isIn(broken)).isIn(true, false);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(no ONNX model|graphs within graphs).*");
      }
    }
  }

  private static byte[] field(int number, int value) {
    return new byte[] {(byte) (number << 3), (byte) value};
  }

  /** A message in a field; its tag and length take two bytes each where one doesn't do. */
  private static byte[] message(int field, byte[] value) {
    var tag = (field << 3) | 2;
    var head =
        new byte[] {
          (byte) (tag | 0x80),
          (byte) (tag >>> 7),
          (byte) ((value.length & 0x7F) | 0x80),
          (byte) (value.length >>> 7)
        };
    var message = Arrays.copyOf(head, head.length + value.length);
    System.arraycopy(value, 0, message, head.length, value.length);
    return message;
  }
}
