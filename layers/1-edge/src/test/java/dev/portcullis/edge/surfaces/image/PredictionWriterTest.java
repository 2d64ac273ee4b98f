package dev.portcullis.edge.surfaces.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.edge.surfaces.Requests;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PredictionWriterTest {

  private static final ModelRef FASHION = new ModelRef("fashion", "3");

  @Test
  void classification_hasLabelProbabilitiesModelAndVersion() {
    var parts =
        List.of(
            Part.text("/label", "Ankle boot"),
            probabilities(0.03125f, 0.9f),
            Part.text("/classes", "Bag\nAnkle boot"));

    assertThat(written(parts))
        .isEqualTo(
            "{\"label\":\"Ankle boot\",\"probabilities\":{\"Bag\":0.03125,\"Ankle boot\":0.9},"
                + "\"model\":\"fashion\",\"version\":\"3\"}");
  }

  @Test
  void labelAlone_isWrittenAlone() {
    assertThat(written(List.of(Part.text("/label", "Bag"))))
        .isEqualTo("{\"label\":\"Bag\",\"model\":\"fashion\",\"version\":\"3\"}");
  }

  @Test
  void whatAFilterWithholds_isLeftOut() {
    var withheld = new Content.Tensor("p", Datatype.FP32, List.of(0L), ByteBuffer.allocate(0));
    var parts =
        List.of(
            Part.text("/label", "Bag"),
            Part.tensor("/probabilities", withheld),
            Part.text("/classes", "Bag\nAnkle boot"));

    assertThat(written(parts))
        .isEqualTo("{\"label\":\"Bag\",\"model\":\"fashion\",\"version\":\"3\"}");
  }

  @Test
  void outputs_areWrittenWithTypeAndShape() {
    assertThat(written(List.of(tensor("/outputs/0", 1f, -0.5f))))
        .isEqualTo(
            "{\"outputs\":[{\"name\":\"p\",\"datatype\":\"FP32\",\"shape\":[2],"
                + "\"data\":[1.0,-0.5]}],\"model\":\"fashion\",\"version\":\"3\"}");
  }

  @Test
  void classesThatDoNotFit_failTheModel() {
    var parts = List.of(Part.text("/label", "a"), probabilities(1), Part.text("/classes", "a\nb"));

    var denial = Requests.denial(() -> written(parts));

    assertThat(denial.reason()).isEqualTo(Reason.MODEL_FAILED);
  }

  @Test
  void numbersThatJsonCannotWrite_failTheModel() {
    var denial = Requests.denial(() -> written(List.of(tensor("/outputs/0", Float.NaN))));

    assertThat(denial.reason()).isEqualTo(Reason.MODEL_FAILED);
  }

  private static String written(List<Part> parts) {
    var surface = new ImageSurface(Requests.CODES);
    var call = Call.of(Operation.PREDICT, FASHION, List.of());
    var written = surface.write(call, Answer.of(FASHION, parts));
    assertThat(written.status()).isEqualTo(200);
    assertThat(written.mediaType()).isEqualTo("application/json");
    return Requests.text(written);
  }

  private static Part probabilities(float... values) {
    return tensor("/probabilities", values);
  }

  private static Part tensor(String pointer, float... values) {
    var data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      data.putFloat(value);
    }
    var shape = List.of((long) values.length);
    return Part.tensor(pointer, new Content.Tensor("p", Datatype.FP32, shape, data.flip()));
  }
}
