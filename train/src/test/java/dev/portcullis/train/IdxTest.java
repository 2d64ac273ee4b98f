package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxTest {
  private final Path file;

  IdxTest(@TempDir Path folder) {
    file = folder.resolve("some-idx2-ubyte.gz");
  }

  @Test
  void wellFormedFile_givesDimensionsAndValues() throws IOException {
    IdxFile.write(file, new int[] {2, 3}, new byte[] {0, 1, 2, 3, 4, (byte) 255});

    var idx = Idx.read(file);

    assertThat(idx.dimensions()).containsExactly(2, 3);
    assertThat(idx.values()).containsExactly(0, 1, 2, 3, 4, 255);
  }

  @Test
  void missingValues_areACutFile() throws IOException {
    IdxFile.write(file, new int[] {2, 3}, new byte[5]);

    assertThatThrownBy(() -> Idx.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": the file is cut short");
  }

  @Test
  void cutCompression_isACutFile() throws IOException {
    IdxFile.write(file, new int[] {40, 100}, new byte[4_000]);
    var whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> Idx.read(file)).hasMessage(file + ": the file is cut short");
  }

  @Test
  void damagedCompression_isRefused() throws IOException {
    IdxFile.write(file, new int[] {2, 3}, new byte[6]);
    var damaged = Files.readAllBytes(file);
    // The checksum stands eight bytes before the end.
    damaged[damaged.length - 8] ^= 1;
    Files.write(file, damaged);

    assertThatThrownBy(() -> Idx.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": ");
  }

  @Test
  void valuesBeyondTheHeader_areRefused() throws IOException {
    IdxFile.write(file, new int[] {2, 3}, new byte[7]);

    assertThatThrownBy(() -> Idx.read(file))
        .hasMessageContaining("more data than its header says (expected: 6 values)");
  }

  @Test
  void otherElementType_isRefused() throws IOException {
    int floats = 0x0d01;
    IdxFile.write(file, floats, new int[] {1}, new byte[4]);

    assertThatThrownBy(() -> Idx.read(file))
        .hasMessageContaining("starts with 0x00000d01 (expected: 0x000008NN");
  }

  @Test
  void tooManyDimensions_areRefused() throws IOException {
    IdxFile.write(file, new int[] {1, 1, 1, 1, 1}, new byte[1]);

    assertThatThrownBy(() -> Idx.read(file)).hasMessageContaining("starts with 0x00000805");
  }

  @Test
  void hugeDimensions_areRefusedBeforeMemoryIsTaken() throws IOException {
    IdxFile.write(file, new int[] {0x10000, 0x10000, 0x10000}, new byte[1]);

    assertThatThrownBy(() -> Idx.read(file))
        .hasMessageContaining("dimensions [65536, 65536, 65536]");
  }

  @Test
  void negativeDimension_isRefused() throws IOException {
    IdxFile.write(file, new int[] {-1}, new byte[1]);

    assertThatThrownBy(() -> Idx.read(file)).hasMessageContaining("dimensions [-1]");
  }

  @Test
  void uncompressedFile_isRefused() throws IOException {
    Files.write(file, new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 5});

    assertThatThrownBy(() -> Idx.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": Not in GZIP format");
  }
}
