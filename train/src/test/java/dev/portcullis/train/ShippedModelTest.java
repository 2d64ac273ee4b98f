package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model in this repository, against what its card and the documentation say of it. */
final class ShippedModelTest {
  private static final Path MODEL = Path.of("../models/fashion/fashion.onnx");
  private static final Path CARD = Path.of("../models/fashion/MODEL_CARD.md");
  private static final Path BOOT = Path.of("../examples/requests/boot.png");
  private static final int MAX_BYTES = 1_000_000;

  private final byte[] file = Files.readAllBytes(MODEL);
  private final OnnxModel model = OnnxModel.load(file);

  ShippedModelTest() throws IOException, OrtException {}

  @AfterEach
  void close() throws OrtException {
    model.close();
  }

  @Test
  void file_isBelowOneMegabyte() {
    assertThat(file.length).isLessThan(MAX_BYTES);
  }

  @Test
  void input_isAnyNumberOfGreyPictures() throws OrtException {
    var inputs = model.session().getInputInfo();

    assertThat(inputs).containsOnlyKeys("image");
    assertThat(inputs.values())
        .allSatisfy(input -> {
          assertThat(tensor(input).getShape()).containsExactly(-1, 1, 28, 28);
          assertThat(tensor(input).type).isEqualTo(OnnxJavaType.FLOAT);
        });
  }

  @Test
  void outputs_areTenLogitsAndTenProbabilities() throws OrtException {
    var outputs = model.session().getOutputInfo();

    assertThat(outputs).containsOnlyKeys("logits", "probabilities");
    assertThat(outputs.values())
        .allSatisfy(output -> assertThat(tensor(output).getShape()).containsExactly(-1, 10));
  }

  @Test
  void metadata_isWhatTheTrainerWrites() throws OrtException {
    assertThat(model.metadata()).isEqualTo(FashionModel.metadata());
    assertThat(model.metadata())
        .containsEntry("name", "fashion")
        .containsEntry("version", "1")
        .containsEntry("preprocess", "grey28")
        .containsEntry(
            "labels",
            "T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot");
  }

  @Test
  void boot_isAnAnkleBoot() throws IOException, OrtException {
    var pixels =
        ImageIO.read(BOOT.toFile())
            .getRaster()
            .getPixels(0, 0, 28, 28, new float[LabelledImages.PIXELS]);

    var probabilities = model.answers(pixels).probabilities()[0];

    assertThat(FashionData.LABELS.get(Judge.largest(probabilities))).isEqualTo("Ankle boot");
    assertThat(IntStream.range(0, 10).mapToDouble(i -> probabilities[i]).sum())
        .isCloseTo(1, within(1e-5));
  }

  @Test
  void card_isThisFiles() throws IOException {
    assertThat(CARD).content().contains("| SHA-256 | `" + Sha256.hex(file) + "` |");
  }

  @Test
  void card_claimsTheAccuracyThatWasAskedFor() throws IOException {
    var claim =
        Pattern.compile("\\| Test accuracy \\| ([0-9.]+) %").matcher(Files.readString(CARD));

    assertThat(claim.find()).isTrue();
    assertThat(Double.parseDouble(claim.group(1))).isGreaterThanOrEqualTo(91);
  }

  @Test
  void exampleRequests_allHoldTheSamePicture(@TempDir Path folder) throws IOException {
    var raster = ImageIO.read(BOOT.toFile()).getRaster();
    var pixels = ((DataBufferByte) raster.getDataBuffer()).getData();

    Examples.write(new LabelledImages(pixels, new byte[] {9}), folder);

    // The PNG itself is compared by its pixels: another zlib may pack it otherwise.
    assertThat(BOOT.resolveSibling("boot-inputs.json"))
        .hasSameTextualContentAs(folder.resolve("boot-inputs.json"));
    assertThat(BOOT.resolveSibling("boot-oip.json"))
        .hasSameTextualContentAs(folder.resolve("boot-oip.json"));
    assertThat(BOOT.resolveSibling("boot.json"))
        .content()
        .contains('"' + Base64.getEncoder().encodeToString(Files.readAllBytes(BOOT)) + '"');
  }

  private static TensorInfo tensor(NodeInfo node) {
    return (TensorInfo) node.getInfo();
  }
}
