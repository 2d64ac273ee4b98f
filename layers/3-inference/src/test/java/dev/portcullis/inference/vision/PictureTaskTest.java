package dev.portcullis.inference.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.portcullis.inference.runtime.Answers;
import dev.portcullis.inference.tiny.Calls;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.port.ModelCatalog.TensorSpec;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureTaskTest {

  private static final PictureSettings PLAIN = PictureSettings.defaults();

  @Test
  void greyPictureOfTheRightSize_keepsEverySample() throws IOException {
    var picture = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setPixels(0, 0, 3, 2, new int[] {0, 1, 100, 127, 128, 255});

    assertThat(samples(PLAIN, png(picture), 1L, 1L, 2L, 3L))
        .containsExactly(0, 1, 100, 127, 128, 255);
  }

  @Test
  void colourPicture_goesChannelByChannelWhereChannelsComeFirst() throws IOException {
    var picture = new BufferedImage(1, 2, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, 0x010203);
    picture.setRGB(0, 1, 0x040506);

    assertThat(samples(PLAIN, png(picture), -1L, 3L, 2L, 1L)).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(samples(PLAIN, png(picture), -1L, 2L, 1L, 3L)).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void colourForAModelOfGrey_isItsBrightness() throws IOException {
    var picture = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
    picture.setRGB(0, 0, 0x00FF00);

    assertThat(samples(PLAIN, png(picture), 1L, 1L, 1L, 1L)[0]).isEqualTo(149.685F, within(0.01F));
  }

  @Test
  void transparentPixels_areWhite_asPeopleSeeThem() throws IOException {
    var picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, 0x00000000);
    picture.setRGB(1, 0, 0xFF000000);

    assertThat(samples(PLAIN, png(picture), 1L, 1L, 1L, 2L)).containsExactly(255, 0);
  }

  @Test
  void palette_isLookedUp() throws IOException {
    var picture = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    picture.setRGB(1, 0, 0xFFFFFFFF);

    assertThat(samples(PLAIN, png(picture), 1L, 1L, 1L, 2L)).containsExactly(0, 255);
  }

  @Test
  void sixteenBits_areScaledToEight() throws IOException {
    var picture = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    picture.getRaster().setSample(0, 0, 0, 65_535);
    picture.getRaster().setSample(1, 0, 0, 32_896);

    assertThat(samples(PLAIN, png(picture), 1L, 1L, 1L, 2L)).containsExactly(255, 128);
  }

  @Test
  void jpeg_isDecoded() throws IOException {
    var picture = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
    var graphics = picture.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, 16, 16);
    graphics.dispose();

    var samples = samples(PLAIN, encoded(picture, "jpeg"), 1L, 3L, 1L, 1L);

    assertThat(samples[0]).isGreaterThan(245);
    assertThat(samples[1]).isLessThan(10);
  }

  @Test
  void shrinking_countsEveryPixel() throws IOException {
    var picture = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64 * 64; i++) {
      picture.getRaster().setSample(i % 64, i / 64, 0, (i % 64 + i / 64) % 2 == 0 ? 255 : 0);
    }

    var samples = samples(PLAIN, png(picture), 1L, 1L, 4L, 4L);

    assertThat(samples).hasSize(16);
    for (var sample : samples) {
      assertThat(sample).isEqualTo(127.5F, within(1F));
    }
  }

  @Test
  void growing_keepsAPlainPicturePlain() throws IOException {
    var picture = new BufferedImage(1, 3, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setPixels(0, 0, 1, 3, new int[] {200, 200, 200});

    assertThat(samples(PLAIN, png(picture), 1L, 1L, 28L, 28L)).containsOnly(200);
  }

  @Test
  void scaleMeanAndTone_areApplied() throws IOException {
    var picture = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(0, 0, 0, 55);
    var settings =
        PictureSettings.of(Map.of("scale", "0.5", "mean", "10", "std", "9", "invert", "true"));

    assertThat(samples(settings, png(picture), 1L, 1L, 1L, 1L)).containsExactly(10);
  }

  @Test
  void modelOfBytes_getsBytes() throws IOException {
    var picture = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setPixels(0, 0, 2, 1, new int[] {7, 255});
    var task = task(PLAIN, new TensorSpec("in", Datatype.UINT8, List.of(1L, 1L, 1L, 2L)));

    var input = task.inputs(Calls.picture("tiny", png(picture))).getFirst().getFirst();

    assertThat(input.datatype()).isEqualTo(Datatype.UINT8);
    assertThat(input.data().get(0)).isEqualTo((byte) 7);
    assertThat(input.data().get(1)).isEqualTo((byte) 255);
  }

  @Test
  void pictureLargerThanThisLayerAllows_isRefusedBeforeItIsDecoded() throws IOException {
    var png = png(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));
    claimSize(png, 40_000, 40_000);
    var narrow = png.clone();
    claimSize(narrow, PictureDecoder.MAX_SIDE + 1, 1);

    assertThatThrownBy(() -> samples(PLAIN, png, 1L, 1L, 1L, 1L)).hasMessageContaining("pixels");
    assertThatThrownBy(() -> samples(PLAIN, narrow, 1L, 1L, 1L, 1L)).hasMessageContaining("pixels");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "GIF89a..........", "<svg/>", "\u0089PNG\r\n\u001A\n", "\u00FF\u00D8\u00FF"})
  void whatIsNoPicture_isInvalid(String bytes) {
    var data = bytes.getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> samples(PLAIN, data, 1L, 1L, 1L, 1L))
        .hasMessageStartingWith("invalid");
  }

  @Test
  void pictureCutAnywhere_isInvalidOrRead_andNothingElse() throws IOException {
    var whole = png(new BufferedImage(9, 9, BufferedImage.TYPE_INT_ARGB));
    for (int length = 0; length < whole.length; length++) {
      var cut = Arrays.copyOf(whole, length);
      try {
        assertThat(samples(PLAIN, cut, 1L, 1L, 1L, 1L)).hasSize(1);
      } catch (RuntimeException e) {
        assertThat(e).hasMessageStartingWith("invalid: picture: ");
      }
    }
  }

  @Test
  void modelThatTakesNoPicture_hasNoTask() {
    var vector = new TensorSpec("in", Datatype.FP32, List.of(-1L, 4L));
    var open = new TensorSpec("in", Datatype.FP32, List.of(-1L, 3L, -1L, -1L));
    var five = new TensorSpec("in", Datatype.FP32, List.of(-1L, 5L, 8L, 8L));

    for (var spec : List.of(vector, open, five)) {
      assertThat(PictureTask.of(List.of(spec), PLAIN, Answers.of(List.of(), List.of()))).isEmpty();
    }
  }

  @Test
  void settingsThatMakeNoSense_doNotConstruct() {
    assertThatThrownBy(() -> PictureSettings.of(Map.of("scale", "-1")))
        .hasMessageContaining("scale: -1");
    assertThatThrownBy(() -> PictureSettings.of(Map.of("std", "0"))).hasMessageContaining("std");
    assertThatThrownBy(() -> PictureSettings.of(Map.of("mean", "1,2")))
        .hasMessageContaining("mean");
    assertThatThrownBy(() -> PictureSettings.of(Map.of("mean", "grey")))
        .hasMessageContaining("metadata mean: grey");
  }

  private static float[] samples(PictureSettings settings, byte[] picture, Long... shape) {
    var task = task(settings, new TensorSpec("in", Datatype.FP32, List.of(shape)));
    Content input = task.inputs(Calls.picture("tiny", picture)).getFirst().getFirst();
    return Calls.floats(input);
  }

  private static PictureTask task(PictureSettings settings, TensorSpec spec) {
    return PictureTask.of(List.of(spec), settings, Answers.of(List.of(), List.of())).orElseThrow();
  }

  /** Writes another size into a PNG's header. */
  private static void claimSize(byte[] png, int width, int height) {
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    return encoded(picture, "png");
  }

  private static byte[] encoded(BufferedImage picture, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, out)).isTrue();
    return out.toByteArray();
  }
}
