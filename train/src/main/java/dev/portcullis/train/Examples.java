package dev.portcullis.train;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.StringJoiner;
import javax.imageio.ImageIO;

/** The bodies that the documentation's requests send: one picture in the forms the routes take. */
final class Examples {
  private static final String NAME = "boot";
  private static final int SIDE = LabelledImages.SIDE;

  private Examples() {}

  /** Writes the first test picture, an ankle boot, to the folder. */
  static void write(LabelledImages test, Path folder) throws IOException {
    var label = FashionData.LABELS.get(test.label(0));
    if (!label.equals("Ankle boot")) {
      throw new IOException("test picture 0: " + label + " (expected: Ankle boot)");
    }
    var pixels = test.pixels(0);
    var png = png(pixels);
    Files.createDirectories(folder);
    Files.write(folder.resolve(NAME + ".png"), png);
    Files.writeString(folder.resolve(NAME + ".json"), picture(png));
    Files.writeString(folder.resolve(NAME + "-inputs.json"), nested(pixels));
    Files.writeString(folder.resolve(NAME + "-oip.json"), openInference(pixels));
  }

  static byte[] png(byte[] pixels) throws IOException {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    // The raster, not setRGB, which would correct the brightness for a grey colour space.
    image.getRaster().setDataElements(0, 0, SIDE, SIDE, pixels);
    var out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this JDK cannot write PNG pictures");
    }
    return out.toByteArray();
  }

  private static String picture(byte[] png) {
    return "{\"image\":{\"base64\":\"%s\"}}\n".formatted(Base64.getEncoder().encodeToString(png));
  }

  private static String nested(byte[] pixels) {
    var rows = new StringJoiner(",", "[", "]");
    for (int y = 0; y < SIDE; y++) {
      rows.add("[" + numbers(pixels, y * SIDE, (y + 1) * SIDE) + "]");
    }
    return "{\"inputs\":[[%s]]}\n".formatted(rows);
  }

  private static String openInference(byte[] pixels) {
    return """
    {"id":"%s","inputs":[{"name":"%s","datatype":"FP32","shape":[1,1,%d,%d],"data":[%s]}]}
    """
        .formatted(NAME, OnnxExport.INPUT, SIDE, SIDE, numbers(pixels, 0, pixels.length));
  }

  private static String numbers(byte[] pixels, int from, int to) {
    var numbers = new StringJoiner(",");
    for (int i = from; i < to; i++) {
      numbers.add(Integer.toString(Byte.toUnsignedInt(pixels[i])));
    }
    return numbers.toString();
  }
}
