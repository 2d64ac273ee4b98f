package dev.portcullis.inference.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.inference.tiny.Calls;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TextTaskTest {

  private static final byte[] TOKENIZER =
      "{\"model\":{\"vocab\":{\"[UNK]\":1,\"[CLS]\":2,\"[SEP]\":3,\"cat\":4,\"##s\":5}}}"
          .getBytes(StandardCharsets.UTF_8);

  private final TextTask task =
      TextTask.of(
          List.of(pieces("input_ids"), pieces("token_type_ids"), pieces("attention_mask")),
          List.of(new TensorSpec("hidden", Datatype.FP32, List.of(-1L, -1L, 2L))),
          TOKENIZER);

  @Test
  void eachText_isARunWithTheModelsInputsInItsOrder() {
    var runs = task.inputs(call("cats", "dog cat"));

    assertThat(runs).hasSize(2);
    assertThat(runs.getFirst())
        .extracting(Content.Tensor::name)
        .containsExactly("input_ids", "token_type_ids", "attention_mask");
    assertThat(runs.get(0).get(0).data()).isEqualTo(Calls.longs("", 2, 4, 5, 3).data());
    assertThat(runs.get(1).get(0).data()).isEqualTo(Calls.longs("", 2, 1, 4, 3).data());
    assertThat(runs.get(0).get(1).data()).isEqualTo(Calls.longs("", 0, 0, 0, 0).data());
    assertThat(runs.get(0).get(2).data()).isEqualTo(Calls.longs("", 1, 1, 1, 1).data());
  }

  @Test
  void vectorsOfPieces_becomeOneOfLengthOne() {
    var hidden = Calls.floats("hidden", List.of(1L, 2L, 2L), 6, 0, 0, 8);

    var parts = task.answer(call("cat"), List.of(List.of(hidden)));

    assertThat(parts).extracting(Part::pointer).containsExactly("/data/0/embedding");
    assertThat(Calls.floats(parts.getFirst().content())).containsExactly(0.6F, 0.8F);
  }

  @Test
  void vectorsThatCancelOut_giveNoNaN() {
    var hidden = Calls.floats("hidden", List.of(1L, 2L, 2L), 1, 1, -1, -1);

    var parts = task.answer(call("cat"), List.of(List.of(hidden)));

    assertThat(Calls.floats(parts.getFirst().content())).containsExactly(0, 0);
  }

  @Test
  void textsInOneTensor_giveTheirVectorsInOneTensor() {
    var hidden = Calls.floats("hidden", List.of(1L, 2L, 2L), 6, 0, 0, 8);
    var call = strings("cat", "dog cat");

    var runs = task.inputs(call);
    var parts = task.answer(call, List.of(List.of(hidden), List.of(hidden)));

    assertThat(task.takes(call)).isTrue();
    assertThat(runs).hasSize(2);
    assertThat(parts).extracting(Part::pointer).containsExactly("/outputs/0");
    assertThat(parts.getFirst().content())
        .isInstanceOfSatisfying(
            Content.Tensor.class, t -> assertThat(t.shape()).containsExactly(2L, 2L));
    assertThat(Calls.floats(parts.getFirst().content())).containsExactly(0.6F, 0.8F, 0.6F, 0.8F);
  }

  @Test
  void aTensorWhoseLengthsLie_isInvalid() {
    var lying = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN).putInt(99).put((byte) 'a');
    var tensor = new Content.Tensor("text", Datatype.BYTES, List.of(1L), lying.flip());
    var call =
        Call.of(Operation.PREDICT, ModelRef.of("m"), List.of(Part.tensor("/inputs/0", tensor)));

    assertThatThrownBy(() -> task.inputs(call))
        .hasMessageStartingWith("invalid: text at /inputs/0");
  }

  private static Call strings(String... texts) {
    var data = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    for (var text : texts) {
      data.putInt(text.length()).put(text.getBytes(StandardCharsets.UTF_8));
    }
    var tensor =
        new Content.Tensor("text", Datatype.BYTES, List.of((long) texts.length), data.flip());
    return Call.of(Operation.PREDICT, ModelRef.of("m"), List.of(Part.tensor("/inputs/0", tensor)));
  }

  @Test
  void textTooLongToBeReadWhole_isRefused_notCut() {
    var most = String.join(" ", Collections.nCopies(TextTask.MAX_PIECES - 2, "cat"));

    assertThat(task.inputs(call(most))).hasSize(1);
    assertThatThrownBy(() -> task.inputs(call("cat", most + " cat")))
        .hasMessageStartingWith("invalid: text at /inputs/1");
  }

  @Test
  void moreTextsThanACallMayBring_areRefused() {
    var texts = Collections.nCopies(TextTask.MAX_TEXTS + 1, "cat").toArray(String[]::new);

    assertThatThrownBy(() -> task.inputs(call(texts))).hasMessageContaining("at most 32 texts");
  }

  @Test
  void tensors_areNotForThisTask() {
    var call = Calls.oip("minilm", Calls.longs("input_ids", 1));

    assertThat(task.takes(call)).isFalse();
    assertThat(task.takes(call("cat"))).isTrue();
    assertThat(task.takes(call())).isFalse();
  }

  private static TensorSpec pieces(String name) {
    return new TensorSpec(name, Datatype.INT64, List.of(-1L, -1L));
  }

  private static Call call(String... texts) {
    var parts =
        IntStream.range(0, texts.length)
            .mapToObj(i -> Part.text("/inputs/" + i, texts[i]))
            .toList();
    return Call.of(Operation.EMBED, ModelRef.of("minilm"), parts);
  }
}
