package dev.portcullis.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

  static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte.gz",
          "train-labels-idx1-ubyte.gz",
          "t10k-images-idx3-ubyte.gz",
          "t10k-labels-idx1-ubyte.gz");

  static FashionData read(Path folder) throws IOException {
    return new FashionData(readPart(folder, FILES.get(0), FILES.get(1)), readTest(folder));
  }

  /** The test pictures alone: they take a tenth of the time to read. */
  static LabelledImages readTest(Path folder) throws IOException {
    return readPart(folder, FILES.get(2), FILES.get(3));
  }

  /** By SHA-256, which files the data came from. */
  static SortedMap<String, String> digests(Path folder) throws IOException {
    var digests = new TreeMap<String, String>();
    for (var name : FILES) {
      digests.put(name, Sha256.hex(Files.readAllBytes(existing(folder, name))));
    }
    return digests;
  }

  private static LabelledImages readPart(Path folder, String images, String labels)
      throws IOException {
    var imagesFile = existing(folder, images);
    var labelsFile = existing(folder, labels);
    var pixels = Idx.read(imagesFile);
    var classes = Idx.read(labelsFile);
    requireEach(imagesFile, pixels, LabelledImages.SIDE, LabelledImages.SIDE);
    requireEach(labelsFile, classes);
    try {
      return new LabelledImages(pixels.values(), classes.values());
    } catch (IllegalArgumentException e) {
      throw new IOException(imagesFile + " and " + labelsFile + ": " + e.getMessage(), e);
    }
  }

  private static Path existing(Path folder, String name) throws IOException {
    var file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(
          file.toString(),
          null,
          "Fashion-MNIST is missing; get it with: ./portcullis data get fashion-mnist");
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
