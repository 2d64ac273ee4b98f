package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class ExamplesTest {
  private static final int SIDE = LabelledImages.SIDE;

  private final LabelledImages images = TinyFashion.images(10);
  private final Path folder;

  ExamplesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Examples.write(images, folder);
  }

  @Test
  void png_holdsTheExactPixelsInEightBitGrey() throws IOException {
    var image = decode(Files.readAllBytes(folder.resolve("boot.png")));

    assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
    assertThat(((DataBufferByte) image.getRaster().getDataBuffer()).getData())
        .isEqualTo(images.pixels(0));
  }

  @Test
  void pictureRequest_holdsThePngInBase64() throws IOException {
    var request = read("boot.json");

    assertThat(Base64.getDecoder().decode(request.at("/image/base64").stringValue()))
        .isEqualTo(Files.readAllBytes(folder.resolve("boot.png")));
  }

  @Test
  void tensorRequest_isNestedByPictureChannelRowAndColumn() throws IOException {
    var inputs = read("boot-inputs.json").get("inputs");

    assertThat(inputs).hasSize(1);
    assertThat(inputs.get(0)).hasSize(1);
    assertThat(inputs.get(0).get(0)).hasSize(SIDE).allMatch(row -> row.size() == SIDE);
    assertThat(inputs.at("/0/0/20/3").intValue()).isEqualTo(pixel(20 * SIDE + 3));
  }

  @Test
  void openInferenceRequest_namesTheInputAndListsEveryPixel() throws IOException {
    var input = read("boot-oip.json").at("/inputs/0");

    assertThat(input.get("name").stringValue()).isEqualTo("image");
    assertThat(input.get("datatype").stringValue()).isEqualTo("FP32");
    assertThat(input.get("shape").toString()).isEqualTo("[1,1,28,28]");
    assertThat(
            IntStream.range(0, LabelledImages.PIXELS).map(i -> input.get("data").get(i).intValue()))
        .containsExactlyElementsOf(
            IntStream.range(0, LabelledImages.PIXELS).map(this::pixel).boxed().toList());
  }

  @Test
  void requests_areOneLineEach() throws IOException {
    for (var name : new String[] {"boot.json", "boot-inputs.json", "boot-oip.json"}) {
      assertThat(Files.readAllLines(folder.resolve(name))).hasSize(1);
    }
  }

  @Test
  void dataWhoseFirstPictureIsNoBoot_isRefused() {
    var shirts = new LabelledImages(new byte[LabelledImages.PIXELS], new byte[] {6});

    assertThatThrownBy(() -> Examples.write(shirts, folder))
        .hasMessage("test picture 0: Shirt (expected: Ankle boot)");
  }

  private int pixel(int index) {
    return Byte.toUnsignedInt(images.pixels(0)[index]);
  }

  private JsonNode read(String name) throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve(name)));
  }

  private static BufferedImage decode(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
