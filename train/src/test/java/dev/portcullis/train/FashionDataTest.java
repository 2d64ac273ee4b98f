package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FashionDataTest {
  private final Path folder;

  FashionDataTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    TinyFashion.write(folder, 20, 11);
  }

  @Test
  void fourFiles_giveBothParts() throws IOException {
    var data = FashionData.read(folder);

    assertThat(data.training().size()).isEqualTo(20);
    assertThat(data.test().size()).isEqualTo(11);
    assertThat(data.test().label(10)).isEqualTo(TinyFashion.images(11).label(10));
    assertThat(data.test().pixels(10)).isEqualTo(TinyFashion.images(11).pixels(10));
  }

  @Test
  void missingFile_isNamedWithTheCommandThatGetsIt() throws IOException {
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));

    assertThatThrownBy(() -> FashionData.read(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("t10k-labels-idx1-ubyte.gz")
        .hasMessageContaining("./portcullis data get fashion-mnist");
  }

  @Test
  void picturesOfAnotherSize_areRefused() throws IOException {
    var file = folder.resolve("t10k-images-idx3-ubyte.gz");
    IdxFile.write(file, new int[] {2, 27, 28}, new byte[2 * 27 * 28]);

    assertThatThrownBy(() -> FashionData.readTest(folder))
        .hasMessage(file + ": dimensions [2, 27, 28] (expected: N items, each [28, 28])");
  }

  @Test
  void picturesWithoutTheirLabels_areRefused() throws IOException {
    IdxFile.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), new int[] {10}, new byte[10]);

    assertThatThrownBy(() -> FashionData.readTest(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("8624 pixels for 10 labels (expected: 784 for each)");
  }

  @Test
  void unknownLabel_isRefused() throws IOException {
    var labels = new byte[11];
    labels[4] = 10;
    IdxFile.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), new int[] {11}, labels);

    assertThatThrownBy(() -> FashionData.readTest(folder))
        .hasMessageContaining("label: 10 (expected: 0..9)");
  }

  @Test
  void digests_nameEveryFile() throws IOException {
    var digests = FashionData.digests(folder);

    assertThat(digests).containsOnlyKeys(FashionData.FILES);
    assertThat(digests.values()).doesNotHaveDuplicates().allMatch(digest -> digest.length() == 64);
  }

  @Test
  void brightness_isUnsigned() {
    var pixels = new byte[LabelledImages.PIXELS];
    pixels[5] = (byte) 200;

    var brightness = new LabelledImages(pixels, new byte[] {0}).brightness(0, 1);

    assertThat(brightness).hasSize(LabelledImages.PIXELS).contains(200f);
    assertThat(brightness[5]).isEqualTo(200);
  }

  @Test
  void mirroredCopy_exchangesLeftAndRightInEveryRow() {
    var pixels = new byte[LabelledImages.PIXELS];
    pixels[3 * LabelledImages.SIDE + 5] = (byte) 200;
    var target = new float[2 * LabelledImages.PIXELS];

    new LabelledImages(pixels, new byte[] {0}).copyMirroredTo(0, target, LabelledImages.PIXELS);

    assertThat(target).containsOnlyOnce(200f);
    assertThat(target[LabelledImages.PIXELS + 3 * LabelledImages.SIDE + 22]).isEqualTo(200);
  }
}
