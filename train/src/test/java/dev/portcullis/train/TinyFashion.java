package dev.portcullis.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A data set in the form of Fashion-MNIST that is easily learnt: class 3 is bright in rows 6 and 7,
 * class 4 in rows 8 and 9, and so on.
 */
final class TinyFashion {
  private static final int ROWS_A_CLASS = 2;

  private TinyFashion() {}

  static LabelledImages images(int count) {
    var random = new SplittableRandom(count);
    var pixels = new byte[count * LabelledImages.PIXELS];
    var labels = new byte[count];
    random.nextBytes(pixels);
    for (int i = 0; i < count; i++) {
      // The first is an ankle boot, as in the real test pictures.
      labels[i] = (byte) ((i + 9) % LabelledImages.CLASSES);
      int from = i * LabelledImages.PIXELS + labels[i] * ROWS_A_CLASS * LabelledImages.SIDE;
      Arrays.fill(pixels, from, from + ROWS_A_CLASS * LabelledImages.SIDE, (byte) 255);
    }
    return new LabelledImages(pixels, labels);
  }

  static void write(Path folder, int training, int test) throws IOException {
    writePart(folder, "train", images(training));
    writePart(folder, "t10k", images(test));
  }

  private static void writePart(Path folder, String part, LabelledImages images)
      throws IOException {
    var pixels = new byte[images.size() * LabelledImages.PIXELS];
    var labels = new byte[images.size()];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(
          images.pixels(i), 0, pixels, i * LabelledImages.PIXELS, LabelledImages.PIXELS);
      labels[i] = (byte) images.label(i);
    }
    int side = LabelledImages.SIDE;
    int[] shape = {images.size(), side, side};
    IdxFile.write(folder.resolve(part + "-images-idx3-ubyte.gz"), shape, pixels);
    IdxFile.write(
        folder.resolve(part + "-labels-idx1-ubyte.gz"), new int[] {images.size()}, labels);
  }
}
