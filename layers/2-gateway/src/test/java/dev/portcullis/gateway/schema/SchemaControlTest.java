package dev.portcullis.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gateway.schema.SchemaSettings.UnknownContract;
import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Services;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.Violation;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.kernel.port.ModelCatalog;
import dev.portcullis.testkit.ControlContract;
import dev.portcullis.testkit.Exchanges;
import dev.portcullis.testkit.Verdicts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SchemaControlTest implements ControlContract {

  private static final SchemaSettings DEFAULTS = SchemaSettings.defaults();

  /** A few models with contracts. */
  private record Shelf(List<Model> models) implements ModelCatalog {

    @Override
    public Optional<Model> find(ModelRef ref) {
      return models.stream().filter(model -> model.ref().name().equals(ref.name())).findFirst();
    }
  }

  private static final ModelCatalog CATALOG =
      new Shelf(
          List.of(
              model("fashion", spec("image", Datatype.FP32, -1L, 1L, 2L, 2L)),
              model("pair", spec("a", Datatype.INT64, 2L), spec("b", Datatype.BOOL, -1L)),
              model("words", spec("text", Datatype.BYTES, -1L)),
              model("minilm", spec("ids", Datatype.INT64, -1L, -1L)),
              model("upstream")));

  @Override
  public Control.OfRequest control() {
    return control(DEFAULTS);
  }

  @Test
  void tensorThatFits_passes_byNameAndByPosition() {
    assertThat(ask("fashion", Tensors.floats("image", List.of(1L, 1L, 2L, 2L), 0, 0.5f, 1, -1)))
        .isEqualTo(Verdict.pass());
    assertThat(ask("fashion", Tensors.floats("", List.of(1L, 1L, 2L, 2L), 0, 0.5f, 1, -1)))
        .isEqualTo(Verdict.pass());
  }

  @Test
  void anyBatch_fits_whereTheModelSaysSo() {
    assertThat(ask("fashion", Tensors.floats("image", List.of(3L, 1L, 2L, 2L), new float[12])))
        .isEqualTo(Verdict.pass());
  }

  @Test
  void inputsInAnotherOrder_areFoundByName() {
    assertThat(ask("pair", Tensors.bools("b", 1, 0), Tensors.longs("a", 7, 8)))
        .isEqualTo(Verdict.pass());
  }

  @Test
  void otherDatatype_isInvalid() {
    assertInvalid(ask("fashion", Tensors.longs("image", 1, 2, 3, 4)), "/inputs/0", "datatype FP32");
  }

  @Test
  void otherShape_isInvalid() {
    for (var shape :
        List.of(
            List.of(1L, 1L, 2L, 3L),
            List.of(1L, 2L, 2L),
            List.of(0L, 1L, 2L, 2L),
            List.of(-1L, 1L, 2L, 2L),
            List.<Long>of())) {
      assertInvalid(
          ask("fashion", Tensors.floats("image", shape, new float[4])),
          "/inputs/0",
          "shape [any, 1, 2, 2]");
    }
  }

  @Test
  void shapeThatTheDataDoNotFill_isInvalid() {
    for (var count : List.of(0, 3, 5)) {
      assertInvalid(
          ask("fashion", Tensors.floats("image", List.of(1L, 1L, 2L, 2L), new float[count])),
          "/inputs/0",
          "as many elements as the shape says");
    }
  }

  @Test
  void dataThatEndWithinAnElement_areInvalid() {
    var odd =
        new Content.Tensor("image", Datatype.FP32, List.of(1L, 1L, 2L, 2L), Tensors.bytes(17));

    assertThat(ask("fashion", Tensors.tensor(odd)).word()).isEqualTo("deny");
  }

  @Test
  void shapeThatNobodyCanCount_isInvalid_neverAnOverflow() {
    var huge = List.of(1L << 62, 1L, 2L, 2L);

    assertInvalid(
        ask("fashion", Tensors.floats("image", huge, new float[4])),
        "/inputs/0",
        "elements: 1..16777216");
  }

  @Test
  void notANumber_andTheInfinities_areInvalid_inEveryPlaceAndFormat() {
    for (var odd : List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)) {
      for (var place = 0; place < 4; place++) {
        var values = new float[4];
        values[place] = odd;

        assertThat(ask("fashion", Tensors.floats("image", List.of(1L, 1L, 2L, 2L), values)).word())
            .isEqualTo("deny");
      }
    }
  }

  @Test
  void valueOutOfTheRange_isInvalid_whereOneIsSet() {
    var control = control(new SchemaSettings(UnknownContract.DENY, 100, 0, 1));
    var shape = List.of(1L, 1L, 2L, 2L);

    assertThat(ask(control, "fashion", Tensors.floats("image", shape, 0, 1, 0.5f, 0)))
        .isEqualTo(Verdict.pass());
    assertInvalid(
        ask(control, "fashion", Tensors.floats("image", shape, 0, 1.01f, 0, 0)),
        "/inputs/0",
        "finite values, 0.0 to 1.0");
  }

  @Test
  void moreElementsThanAllowed_areInvalid() {
    var control = control(new SchemaSettings(UnknownContract.DENY, 3, 0, 1));

    assertInvalid(
        ask(control, "fashion", Tensors.floats("image", List.of(1L, 1L, 2L, 2L), new float[4])),
        "/inputs/0",
        "elements: 1..3");
  }

  @Test
  void boolThatIsNeither_isInvalid() {
    assertInvalid(
        ask("pair", Tensors.longs("a", 1, 2), Tensors.bools("b", 0, 2)),
        "/inputs/0",
        "values: 0 or 1");
  }

  @Test
  void missingInput_isNamed() {
    assertInvalid(ask("pair", Tensors.longs("a", 1, 2)), "", "an input named b");
    assertInvalid(ask("fashion"), "", "an input named image");
  }

  @Test
  void unknownRepeatedOrExtraInput_isInvalid() {
    assertInvalid(
        ask("fashion", Tensors.floats("other", List.of(1L, 1L, 2L, 2L), new float[4])),
        "/inputs/0",
        "the name of one of the model's inputs");
    assertInvalid(
        ask("pair", Tensors.longs("a", 1, 2), Tensors.longs("a", 1, 2)),
        "/inputs/0",
        "each input once");
    assertInvalid(
        ask("fashion", Tensors.longs("image", 1), Tensors.longs("image", 1)), "", "inputs: 1");
  }

  @Test
  void picture_passes_whereTheModelTakesOne() {
    assertThat(ask("fashion", picture(Kind.IMAGE))).isEqualTo(Verdict.pass());
    assertThat(ask("fashion", picture(Kind.URL))).isEqualTo(Verdict.pass());
    assertThat(ask("upstream", picture(Kind.IMAGE))).isEqualTo(Verdict.pass());
  }

  @Test
  void picture_isInvalid_whereTheModelTakesNone_orOnlyOne() {
    assertInvalid(ask("minilm", picture(Kind.IMAGE)), "/image", "no picture for this model");
    assertInvalid(ask("words", picture(Kind.IMAGE)), "/image", "no picture for this model");
    assertInvalid(ask("pair", picture(Kind.IMAGE)), "/image", "no picture for this model");
    assertInvalid(
        ask("fashion", picture(Kind.IMAGE), picture(Kind.IMAGE)),
        "",
        "one picture and nothing beside it");
    assertInvalid(
        ask("fashion", picture(Kind.IMAGE), Tensors.longs("image", 1)),
        "",
        "one picture and nothing beside it");
  }

  @Test
  void text_passes_whereTheModelTakesIt() {
    var text = Part.text("/input", "hello");

    assertThat(ask(Operation.EMBED, "minilm", text)).isEqualTo(Verdict.pass());
    assertThat(ask(Operation.PREDICT, "words", text)).isEqualTo(Verdict.pass());
    assertInvalid(ask(Operation.PREDICT, "fashion", text), "", "an input named image");
  }

  @Test
  void tensorsForAModelWithoutAContract_areDenied_orHeldToThemselves_asSet() {
    var allowing = control(new SchemaSettings(UnknownContract.ALLOW, 100, 0, 1));

    assertThat(ask("upstream", Tensors.longs("x", 1)).word()).isEqualTo("deny");
    assertThat(ask(allowing, "upstream", Tensors.longs("x", 1))).isEqualTo(Verdict.pass());
    assertThat(ask(allowing, "upstream", Tensors.floats("x", List.of(2L), 0)).word())
        .isEqualTo("deny");
    assertThat(ask("upstream", Part.text("/prompt", "hello"))).isEqualTo(Verdict.pass());
  }

  @Test
  void tensorPartWithoutATensor_isInvalid() {
    var part = new Part("/t", Kind.TENSOR, Provenance.USER, new Content.Text("1"));

    assertInvalid(ask("fashion", part), "/t", "a tensor");
  }

  @Test
  void description_passes_andAnUnknownModelDoesNot() {
    assertThat(ask(Operation.DESCRIBE, "fashion")).isEqualTo(Verdict.pass());
    assertThat(Verdicts.reason(ask("nothing"))).contains(Reason.NOT_FOUND);
  }

  @Test
  void settingsThatMakeNoSense_areRefused() {
    assertThatThrownBy(() -> new SchemaSettings(UnknownContract.DENY, 0, 0, 1))
        .hasMessage("max_elements: 0 (expected: at least 1)");
    assertThatThrownBy(() -> new SchemaSettings(UnknownContract.DENY, 1, 1, 0))
        .hasMessageStartingWith("min_value, max_value: 1.0, 0.0");
    assertThatThrownBy(() -> new SchemaSettings(UnknownContract.DENY, 1, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Control.OfRequest control(SchemaSettings settings) {
    var services = new Services(Map.of(ModelCatalog.class, CATALOG));
    return (Control.OfRequest) new SchemaFactory().create(settings, services);
  }

  private static Verdict ask(String model, Part... parts) {
    return ask(control(DEFAULTS), model, parts);
  }

  private static Verdict ask(Operation operation, String model, Part... parts) {
    var call = Call.of(operation, ModelRef.of(model), List.of(parts));
    return control(DEFAULTS).onRequest(Exchanges.knowing(), call);
  }

  private static Verdict ask(Control.OfRequest control, String model, Part... parts) {
    var call = Call.of(Operation.PREDICT, ModelRef.of(model), List.of(parts));
    return control.onRequest(Exchanges.knowing(), call);
  }

  private static void assertInvalid(Verdict verdict, String pointer, String expectation) {
    var denial = Verdicts.denial(verdict).orElseThrow();

    assertThat(denial.reason()).isEqualTo(Reason.INVALID);
    assertThat(denial.violations()).contains(new Violation(pointer, expectation));
  }

  private static ModelCatalog.Model model(String name, ModelCatalog.TensorSpec... inputs) {
    return new ModelCatalog.Model(ModelRef.of(name), "test", List.of(inputs), List.of(), List.of());
  }

  private static ModelCatalog.TensorSpec spec(String name, Datatype datatype, Long... shape) {
    return new ModelCatalog.TensorSpec(name, datatype, List.of(shape));
  }

  private static Part picture(Kind kind) {
    var content = new Content.Bytes(Tensors.bytes(1), "image/png");
    return new Part("/image", kind, Provenance.USER, content);
  }
}
