package dev.portcullis.inference.runtime;

import static dev.portcullis.inference.tiny.Calls.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class InputCheckTest {

  private static final TensorSpec PAIRS = new TensorSpec("in", Datatype.FP32, List.of(-1L, 2L));

  @Test
  void whatFits_passes() {
    assertThatCode(() -> InputCheck.check("/i", floats("in", List.of(2L, 2L), 1, 2, 3, 4), PAIRS))
        .doesNotThrowAnyException();
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of("too few sizes", floats("in", List.of(2L), 1, 2)),
        Arguments.of("another size", floats("in", List.of(1L, 3L), 1, 2, 3)),
        Arguments.of("no row", floats("in", List.of(0L, 2L))),
        Arguments.of("a negative size", floats("in", List.of(-1L, 2L), 1, 2)),
        Arguments.of("less data", floats("in", List.of(1L, 2L), 1)),
        Arguments.of("more data", floats("in", List.of(1L, 2L), 1, 2, 3)),
        Arguments.of("sizes past counting", floats("in", List.of(Long.MAX_VALUE, 2L), 1, 2)),
        Arguments.of("too many rows", rows(InputCheck.MAX_ROWS + 1)),
        Arguments.of("NaN", floats("in", List.of(1L, 2L), 1, Float.NaN)),
        Arguments.of("infinity", floats("in", List.of(1L, 2L), Float.NEGATIVE_INFINITY, 1)),
        Arguments.of("datatype", tensor(Datatype.INT32, List.of(1L, 2L), new byte[8])));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misfits")
  void whatDoesNotFit_isInvalidAndSaysWhatWould(String what, Content.Tensor tensor) {
    assertThatThrownBy(() -> InputCheck.check("/inputs/0", tensor, PAIRS))
        .as(what)
        .isInstanceOfSatisfying(
            DeniedException.class,
            denied -> {
              assertThat(denied.denial().reason().code()).isEqualTo("invalid");
              assertThat(denied.denial().violations()).hasSize(1);
              assertThat(denied.denial().violations().getFirst().pointer()).isEqualTo("/inputs/0");
            });
  }

  @Test
  void notNumbers_areFoundInEveryFloat() {
    var fp64 = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0, Double.NaN);
    var fp16 = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) 0x7C01);
    var bf16 = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) 0xFF80);

    assertThat(Finite.everywhere(tensor(Datatype.FP64, List.of(1L), fp64.array()))).isFalse();
    assertThat(Finite.everywhere(tensor(Datatype.FP16, List.of(1L), fp16.array()))).isFalse();
    assertThat(Finite.everywhere(tensor(Datatype.BF16, List.of(1L), bf16.array()))).isFalse();
    assertThat(Finite.everywhere(tensor(Datatype.INT16, List.of(1L), fp16.array()))).isTrue();
  }

  @Test
  void aTruthValue_isNothingButZeroOrOne() {
    var flags = new TensorSpec("in", Datatype.BOOL, List.of(2L));

    assertThatThrownBy(
            () -> InputCheck.check("/i", tensor(Datatype.BOOL, List.of(2L), 0, 2), flags))
        .isInstanceOf(DeniedException.class);
    assertThatCode(() -> InputCheck.check("/i", tensor(Datatype.BOOL, List.of(2L), 0, 1), flags))
        .doesNotThrowAnyException();
  }

  private static Content.Tensor rows(long rows) {
    return tensor(Datatype.FP32, List.of(rows, 2L), new byte[(int) rows * 8]);
  }

  private static Content.Tensor tensor(Datatype datatype, List<Long> shape, int a, int b) {
    return tensor(datatype, shape, new byte[] {(byte) a, (byte) b});
  }

  private static Content.Tensor tensor(Datatype datatype, List<Long> shape, byte[] data) {
    return new Content.Tensor("in", datatype, shape, ByteBuffer.wrap(data));
  }
}
