package dev.portcullis.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.inference.runtime.RunSettings;
import dev.portcullis.inference.tiny.Calls;
import dev.portcullis.inference.tiny.TinyModels;
import dev.portcullis.inference.vision.PictureSettings;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelRegistryTest {

  @TempDir private Path folder;

  @Test
  void anyOnnxFile_isServedByNamingIt() throws IOException {
    write("c.onnx", TinyModels.classifier());

    try (var loaded = load(ModelSettings.named("tiny", "c.onnx"))) {
      var model = loaded.registry().find(ModelRef.of("tiny")).orElseThrow();

      assertThat(model.ref()).isEqualTo(new ModelRef("tiny", "7"));
      assertThat(model.labels()).containsExactly("bag", "boot", "coat", "shirt");
      assertThat(model.inputs().getFirst().shape()).containsExactly(-1L, 1L, 2L, 2L);
      assertThat(model.outputs())
          .extracting(o -> o.name() + o.datatype())
          .containsExactly("logitsFP32", "probabilitiesFP32");
      assertThat(loaded.registry().find(new ModelRef("tiny", "7"))).contains(model);
      assertThat(loaded.registry().find(new ModelRef("tiny", "6"))).isEmpty();
      assertThat(loaded.registry().find(ModelRef.of("other"))).isEmpty();
    }
  }

  @Test
  void picture_isClassified() throws IOException {
    write("c.onnx", TinyModels.classifier());
    var picture = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(1, 1, 0, 255);
    var png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);

    try (var loaded = load(ModelSettings.named("tiny", "c.onnx"))) {
      var answer = ask(loaded.registry(), Calls.picture("tiny", png.toByteArray()));

      assertThat(answer.parts().getFirst().content()).isEqualTo(new Content.Text("shirt"));
    }
  }

  @Test
  void sentences_getUnitVectorsThatAreNearWhereTheirMeaningsAre() {
    try (var loaded = load(ModelSettings.minilm())) {
      var call =
          Call.of(
              Operation.EMBED,
              ModelRef.of("minilm"),
              List.of(
                  Part.text("/inputs/0", "A cat sits on the mat."),
                  Part.text("/inputs/1", "A kitten is resting on a rug."),
                  Part.text("/inputs/2", "Interest rates rose in the third quarter.")));

      var parts = ask(loaded.registry(), call).parts();

      // Its scales are taken over whatever shares a run, so nothing does.
      assertThat(loaded.registry().served().getFirst().maxRows()).isEqualTo(1);
      assertThat(parts).extracting(Part::pointer).last().isEqualTo("/data/2/embedding");
      assertThat(Calls.floats(parts.getFirst().content())).hasSize(384);
      assertThat(cosine(parts.get(0), parts.get(0))).isBetween(0.999, 1.001);
      assertThat(cosine(parts.get(0), parts.get(1))).isGreaterThan(0.5);
      assertThat(cosine(parts.get(0), parts.get(2))).isLessThan(0.2);
    }
  }

  @Test
  void digestOfWhatRuns_isShown_andAnotherThanThePinned_isRefused() throws IOException {
    var bytes = TinyModels.classifier();
    write("c.onnx", bytes);
    var digest = ModelFile.sha256(bytes);

    try (var loaded = load(pinned("c.onnx", digest))) {
      assertThat(loaded.registry().served().getFirst().sha256()).isEqualTo(digest);
      assertThat(loaded.registry().served().getFirst().bytes()).isEqualTo(bytes.length);
    }
    bytes[bytes.length / 2] ^= 1;
    write("c.onnx", bytes);
    assertThatThrownBy(() -> load(pinned("c.onnx", digest)))
        .hasMessageContaining("model tiny: c.onnx: sha256 ")
        .hasMessageContaining("(expected: " + digest + ")");
  }

  @Test
  void fileThatIsMissing_isNamedWithTheWholePath() {
    assertThatThrownBy(() -> load(ModelSettings.named("tiny", "no.onnx")))
        .hasMessageStartingWith("model tiny: no.onnx: no such file")
        .hasMessageContaining(folder.resolve("no.onnx").toString());
  }

  @Test
  void folderInAFilesPlace_isRefused() {
    assertThatThrownBy(() -> load(ModelSettings.named("tiny", ".")))
        .hasMessageContaining("no regular file");
  }

  @Test
  void fileThatIsNoOnnx_isRefused() throws IOException {
    write("text.onnx", "weights are in the mail".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> load(ModelSettings.named("tiny", "text.onnx")))
        .hasMessageContaining("no ONNX model");
  }

  @Test
  void emptyFile_isRefused() throws IOException {
    write("empty.onnx", new byte[0]);

    assertThatThrownBy(() -> load(ModelSettings.named("tiny", "empty.onnx")))
        .hasMessageContaining("model tiny: ");
  }

  @Test
  void weightsInOtherFiles_areRefused() throws IOException {
    write("w.onnx", TinyModels.weightsElsewhere("../../etc/passwd"));

    assertThatThrownBy(() -> load(ModelSettings.named("tiny", "w.onnx")))
        .hasMessageContaining("keeps weights in other files");
  }

  @Test
  void outputThatIsNoTensor_isRefused() throws IOException {
    write("s.onnx", TinyModels.sequence());

    assertThatThrownBy(() -> load(ModelSettings.named("tiny", "s.onnx")))
        .hasMessageContaining("expected: a tensor");
  }

  @Test
  void inputThatCannotBeGiven_isRefused() throws IOException {
    write("u.onnx", TinyModels.identity(Datatype.UINT32));

    assertThatThrownBy(() -> load(ModelSettings.named("tiny", "u.onnx")))
        .hasMessageContaining("input in: UINT32");
  }

  @Test
  void labelsWithoutAScoreForEach_areRefused() throws IOException {
    write("i.onnx", TinyModels.identity(Datatype.FP32));

    assertThatThrownBy(() -> load(labelled("i.onnx", List.of("a", "b", "c"))))
        .hasMessageContaining("3 labels");
  }

  @Test
  void oneNameTwice_isRefused() throws IOException {
    write("i.onnx", TinyModels.identity(Datatype.FP32));
    var settings = ModelSettings.named("tiny", "i.onnx");

    assertThatThrownBy(() -> load(settings, settings)).hasMessageContaining("stands there twice");
  }

  @Test
  void tokenizerForAModelOfNumbers_isRefused() throws IOException {
    write("i.onnx", TinyModels.identity(Datatype.FP32));
    var settings =
        new ModelSettings(
            "tiny",
            "",
            "i.onnx",
            ModelSettings.minilm().tokenizer(),
            "",
            List.of(),
            PictureSettings.defaults(),
            RunSettings.defaults());

    assertThatThrownBy(() -> load(settings)).hasMessageContaining("expected: input_ids");
  }

  @Test
  void aFileThatChanged_isAnotherSource_andOneThatDidNot_isTheSame() throws IOException {
    write("i.onnx", TinyModels.identity(Datatype.FP32));
    var settings = ModelSettings.named("tiny", "i.onnx");
    var loader = new ModelLoader(folder, Runnable::run);

    var first = loader.read(settings).key();
    var again = loader.read(settings).key();
    write("i.onnx", TinyModels.classifier());
    var changed = loader.read(settings).key();

    assertThat(again).isEqualTo(first);
    assertThat(changed).isNotEqualTo(first);
  }

  @Test
  void nameThatWouldNotFitAUrl_doesNotConstruct() {
    assertThatThrownBy(() -> ModelSettings.named("a/b", "i.onnx"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a/b");
  }

  private Loaded load(ModelSettings... settings) {
    return Loaded.from(folder, settings);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private static Answer ask(ModelRegistry registry, Call call) {
    var backend = registry.backends().get(call.model().name());
    assertThat(backend).isNotNull();
    var reply = backend.invoke(Calls.behindTheGuard(call, Duration.ofSeconds(20)));
    return (Answer) reply.toCompletableFuture().join();
  }

  private static ModelSettings pinned(String file, String sha256) {
    return new ModelSettings(
        "tiny",
        "",
        file,
        "",
        sha256,
        List.of(),
        PictureSettings.defaults(),
        RunSettings.defaults());
  }

  private static ModelSettings labelled(String file, List<String> labels) {
    return new ModelSettings(
        "tiny", "", file, "", "", labels, PictureSettings.defaults(), RunSettings.defaults());
  }

  private static double cosine(Part one, Part other) {
    var a = Calls.floats(one.content());
    var b = Calls.floats(other.content());
    var product = 0.0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
    }
    return product;
  }
}
