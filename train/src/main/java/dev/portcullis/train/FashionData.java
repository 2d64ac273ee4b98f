package dev.portcullis.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Fashion-MNIST: 60,000 pictures to learn from and 10,000 to be judged by. */
record FashionData(LabelledImages training, LabelledImages test) {
  static final List<String> LABELS =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  static FashionData read(Path folder) throws IOException {
    return new FashionData(readPart(folder, "train"), readTest(folder));
  }

  /** The test pictures alone: they take a tenth of the time to read. */
  static LabelledImages readTest(Path folder) throws IOException {
    return readPart(folder, "t10k");
  }

  private static LabelledImages readPart(Path folder, String part) throws IOException {
    var imagesFile = existing(folder, part + "-images-idx3-ubyte.gz");
    var labelsFile = existing(folder, part + "-labels-idx1-ubyte.gz");
    var images = Idx.read(imagesFile);
    var labels = Idx.read(labelsFile);
    requireEach(imagesFile, images, LabelledImages.SIDE, LabelledImages.SIDE);
    requireEach(labelsFile, labels);
    try {
      return new LabelledImages(images.values(), labels.values());
    } catch (IllegalArgumentException e) {
      throw new IOException(imagesFile + " and " + labelsFile + ": " + e.getMessage(), e);
    }
  }

  private static Path existing(Path folder, String name) throws IOException {
    var file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "Fashion-MNIST is missing; get it with: ./portcullis data get fashion-mnist");
    }
    return file;
  }

  private static void requireEach(Path file, Idx idx, int... shape) throws IOException {
    var dimensions = idx.dimensions();
    if (!Arrays.equals(Arrays.copyOfRange(dimensions, 1, dimensions.length), shape)) {
      throw new IOException(
          "%s: dimensions %s (expected: N items, each %s)"
              .formatted(file, Arrays.toString(dimensions), Arrays.toString(shape)));
    }
  }
}
