package dev.portcullis.inference.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;

final class JpegScansTest {

  private static final byte[] SCAN = {(byte) 0xFF, (byte) 0xDA, 0, 2, 1, (byte) 0xFF, 0, 2};

  @Test
  void pictureInOneGo_hasOneScan() throws IOException {
    assertThat(count(jpeg(ImageWriteParam.MODE_DISABLED))).isEqualTo(1);
  }

  @Test
  void progressivePicture_hasSeveral_andIsDecoded() throws IOException {
    var progressive = jpeg(ImageWriteParam.MODE_DEFAULT);

    assertThat(count(progressive)).isBetween(2, JpegScans.MAX);
    assertThat(PictureDecoder.decode("/image", ByteBuffer.wrap(progressive)).width()).isEqualTo(64);
  }

  @Test
  void scansOverAndOver_areRefusedBeforeTheyAreDecoded() throws IOException {
    var bomb = withScans(jpeg(ImageWriteParam.MODE_DEFAULT), JpegScans.MAX);

    assertThatThrownBy(() -> PictureDecoder.decode("/image", ByteBuffer.wrap(bomb)))
        .hasMessageContaining("at most 32 scans");
  }

  @Test
  void scansOfAThumbnail_areNotThePictures() {
    var thumbnail = new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 10, 9, 9, 0, 0, 0, 0, 0, 0};
    System.arraycopy(SCAN, 0, thumbnail, 4, 6);

    assertThat(count(thumbnail)).isZero();
  }

  @Test
  void anyBytes_areCounted() {
    var random = new Random(3);
    for (int round = 0; round < 5_000; round++) {
      var bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      bytes = Arrays.copyOf(bytes, bytes.length + SCAN.length);

      assertThat(count(bytes)).isBetween(0, bytes.length);
    }
  }

  private static int count(byte[] jpeg) {
    return JpegScans.count(ByteBuffer.wrap(jpeg));
  }

  /** The file with so many empty scans before its end. */
  private static byte[] withScans(byte[] jpeg, int scans) {
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < scans; i++) {
      out.writeBytes(SCAN);
    }
    out.write(jpeg, jpeg.length - 2, 2);
    return out.toByteArray();
  }

  private static byte[] jpeg(int progressiveMode) throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var image = ImageIO.createImageOutputStream(out)) {
      var parameters = writer.getDefaultWriteParam();
      parameters.setProgressiveMode(progressiveMode);
      writer.setOutput(image);
      var picture = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
