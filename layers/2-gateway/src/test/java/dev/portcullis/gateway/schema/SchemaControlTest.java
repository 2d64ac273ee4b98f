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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    assertThat(ask("fashion", floats("image", List.of(1L, 1L, 2L, 2L), 0, 0.5f, 1, -1)))
        .isEqualTo(Verdict.pass());
    assertThat(ask("fashion", floats("", List.of(1L, 1L, 2L, 2L), 0, 0.5f, 1, -1)))
        .isEqualTo(Verdict.pass());
  }

  @Test
  void anyBatch_fits_whereTheModelSaysSo() {
    assertThat(ask("fashion", floats("image", List.of(3L, 1L, 2L, 2L), new float[12])))
        .isEqualTo(Verdict.pass());
  }

  @Test
  void inputsInAnotherOrder_areFoundByName() {
    assertThat(ask("pair", bools("b", 1, 0), longs("a", 7, 8))).isEqualTo(Verdict.pass());
  }

  @Test
  void otherDatatype_isInvalid() {
    assertInvalid(ask("fashion", longs("image", 1, 2, 3, 4)), "/inputs/0", "datatype FP32");
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
          ask("fashion", floats("image", shape, new float[4])),
          "/inputs/0",
          "shape [any, 1, 2, 2]");
    }
  }

  @Test
  void shapeThatTheDataDoNotFill_isInvalid() {
    for (var count : List.of(0, 3, 5)) {
      assertInvalid(
          ask("fashion", floats("image", List.of(1L, 1L, 2L, 2L), new float[count])),
          "/inputs/0",
          "as many elements as the shape says");
    }
  }

  @Test
  void dataThatEndWithinAnElement_areInvalid() {
    var odd = new Content.Tensor("image", Datatype.FP32, List.of(1L, 1L, 2L, 2L), bytes(17));

    assertThat(ask("fashion", tensor(odd)).word()).isEqualTo("deny");
  }

  @Test
  void shapeThatNobodyCanCount_isInvalid_neverAnOverflow() {
    var huge = List.of(1L << 62, 1L, 2L, 2L);

    assertInvalid(
        ask("fashion", floats("image", huge, new float[4])), "/inputs/0", "elements: 1..16777216");
  }

  @Test
  void notANumber_andTheInfinities_areInvalid_inEveryPlaceAndFormat() {
    for (var odd : List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)) {
      for (var place = 0; place < 4; place++) {
        var values = new float[4];
        values[place] = odd;

        assertThat(ask("fashion", floats("image", List.of(1L, 1L, 2L, 2L), values)).word())
            .isEqualTo("deny");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FP16", "BF16", "FP32", "FP64"})
  void infinity_isFound_inEveryFloatFormat(Datatype datatype) {
    var data = bytes(2 * datatype.bytes());
    var fine = new Content.Tensor("x", datatype, List.of(2L), data.duplicate());
    switch (datatype) {
      case FP16 -> data.putShort(2, (short) 0x7c00);
      case BF16 -> data.putShort(2, (short) 0x7f80);
      case FP32 -> data.putInt(4, 0x7f800000);
      default -> data.putLong(8, 0x7ff0000000000000L);
    }
    var infinite = new Content.Tensor("x", datatype, List.of(2L), data);
    var rules = new TensorRules(DEFAULTS);

    assertThat(rules.expectation(infinite)).isPresent();
    data.put(new byte[data.capacity()]);
    assertThat(rules.expectation(fine)).isEmpty();
  }

  @Test
  void valueOutOfTheRange_isInvalid_whereOneIsSet() {
    var control = control(new SchemaSettings(UnknownContract.DENY, 100, 0, 1));
    var shape = List.of(1L, 1L, 2L, 2L);

    assertThat(ask(control, "fashion", floats("image", shape, 0, 1, 0.5f, 0)))
        .isEqualTo(Verdict.pass());
    assertInvalid(
        ask(control, "fashion", floats("image", shape, 0, 1.01f, 0, 0)),
        "/inputs/0",
        "finite values, 0.0 to 1.0");
  }

  @Test
  void moreElementsThanAllowed_areInvalid() {
    var control = control(new SchemaSettings(UnknownContract.DENY, 3, 0, 1));

    assertInvalid(
        ask(control, "fashion", floats("image", List.of(1L, 1L, 2L, 2L), new float[4])),
        "/inputs/0",
        "elements: 1..3");
  }

  @Test
  void boolThatIsNeither_isInvalid() {
    assertInvalid(ask("pair", longs("a", 1, 2), bools("b", 0, 2)), "/inputs/0", "values: 0 or 1");
  }

  @Test
  void missingInput_isNamed() {
    assertInvalid(ask("pair", longs("a", 1, 2)), "", "an input named b");
    assertInvalid(ask("fashion"), "", "an input named image");
  }

  @Test
  void unknownRepeatedOrExtraInput_isInvalid() {
    assertInvalid(
        ask("fashion", floats("other", List.of(1L, 1L, 2L, 2L), new float[4])),
        "/inputs/0",
        "the name of one of the model's inputs");
    assertInvalid(ask("pair", longs("a", 1, 2), longs("a", 1, 2)), "/inputs/0", "each input once");
    assertInvalid(ask("fashion", longs("image", 1), longs("image", 1)), "", "inputs: 1");
  }

  @Test
  void strings_areCountedByTheirLengths() {
    assertThat(ask("words", strings(2, "00000000" + "02000000" + "6869")))
        .isEqualTo(Verdict.pass());
    for (var broken : List.of("01000000", "ffffffff", "010000", "0100000068" + "00000000")) {
      assertInvalid(
          ask("words", strings(1, broken)), "/inputs/0", "as many elements as the shape says");
    }
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
        ask("fashion", picture(Kind.IMAGE), longs("image", 1)),
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

    assertThat(ask("upstream", longs("x", 1)).word()).isEqualTo("deny");
    assertThat(ask(allowing, "upstream", longs("x", 1))).isEqualTo(Verdict.pass());
    assertThat(ask(allowing, "upstream", floats("x", List.of(2L), 0)).word()).isEqualTo("deny");
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

  private static Part floats(String name, List<Long> shape, float... values) {
    var data = bytes(4 * values.length);
    for (var value : values) {
      data.putFloat(value);
    }
    return tensor(new Content.Tensor(name, Datatype.FP32, shape, data.flip()));
  }

  private static Part longs(String name, long... values) {
    var data = bytes(8 * values.length);
    for (var value : values) {
      data.putLong(value);
    }
    var shape = List.of((long) values.length);
    return tensor(new Content.Tensor(name, Datatype.INT64, shape, data.flip()));
  }

  private static Part bools(String name, int... values) {
    var data = bytes(values.length);
    for (var value : values) {
      data.put((byte) value);
    }
    var shape = List.of((long) values.length);
    return tensor(new Content.Tensor(name, Datatype.BOOL, shape, data.flip()));
  }

  private static Part strings(long count, String hex) {
    var data = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    return tensor(new Content.Tensor("text", Datatype.BYTES, List.of(count), data));
  }

  private static Part tensor(Content.Tensor tensor) {
    return Part.tensor("/inputs/0", tensor);
  }

  private static Part picture(Kind kind) {
    var content = new Content.Bytes(bytes(1), "image/png");
    return new Part("/image", kind, Provenance.USER, content);
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
