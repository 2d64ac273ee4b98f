package dev.portcullis.app.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class DataSetsTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void filesOfAPackage_areTakenOut_underTheirLastName() throws IOException {
    var tar = new ByteArrayOutputStream();
    addFile(tar, "./usr/share/doc/readme", "x".repeat(700));
    addFile(tar, "./usr/share/datasets/a.gz", "first");
    addFile(tar, "./usr/share/datasets/b.gz", "s".repeat(512));
    tar.write(new byte[1024]);

    DebianPackage.unpack(
        new ByteArrayInputStream(deb(tar.toByteArray())),
        List.of("usr/share/datasets/a.gz", "usr/share/datasets/b.gz"),
        folder);

    assertThat(folder.resolve("a.gz")).hasContent("first");
    assertThat(folder.resolve("b.gz")).hasContent("s".repeat(512));
    assertThat(folder.resolve("readme")).doesNotExist();
  }

  @Test
  void aPackageWithoutTheFile_orNone_isRefused() throws IOException {
    var tar = new ByteArrayOutputStream();
    addFile(tar, "./other", "x");
    tar.write(new byte[1024]);
    var deb = deb(tar.toByteArray());

    assertThatThrownBy(() -> unpack(deb)).hasMessage("the package holds no wanted");
    assertThatThrownBy(() -> unpack("<html>".getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("no Debian package");
    assertThatThrownBy(() -> unpack(java.util.Arrays.copyOf(deb, 80)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFileWithAnotherDigest_isRefused_andLeavesNothingBehind() throws IOException {
    var sets = new DataSets(folder.resolve("sets"));
    var other = Files.writeString(folder.resolve("other.onnx"), "not a model");

    assertThatThrownBy(() -> sets.get(DataSet.RESNET8, other.toUri(), (_, _) -> {}))
        .hasMessageContaining("has SHA-256")
        .hasMessageContaining(DataSet.RESNET8.sha256());
    assertThat(sets.isHere(DataSet.RESNET8)).isFalse();
    assertThat(folder.resolve("sets")).isEmptyDirectory();
  }

  @Test
  void aFileThatIsLarger_isNotReadToItsEnd() throws IOException {
    var sets = new DataSets(folder.resolve("sets"));
    var large = folder.resolve("large");
    try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(DataSet.RESNET8.bytes() * 50);
    }
    var reached = new java.util.concurrent.atomic.AtomicLong();

    assertThatThrownBy(
            () -> sets.get(DataSet.RESNET8, large.toUri(), (bytes, _) -> reached.set(bytes)))
        .hasMessageContaining("is larger than its 319448 bytes");
    assertThat(reached).hasValueLessThanOrEqualTo(DataSet.RESNET8.bytes());
  }

  @Test
  void names_areThoseOfTheCommandLine() {
    assertThat(DataSet.named("fashion-mnist")).contains(DataSet.FASHION_MNIST);
    assertThat(DataSet.named("imagenet")).isEmpty();
    assertThat(DataSet.RESNET8.origin()).isEmpty();
  }

  private void unpack(byte[] deb) throws IOException {
    DebianPackage.unpack(new ByteArrayInputStream(deb), List.of("wanted"), folder);
  }

  private static byte[] deb(byte[] tar) throws IOException {
    var xz = new ByteArrayOutputStream();
    try (var out = new XZOutputStream(xz, new LZMA2Options(0))) {
      out.write(tar);
    }
    var deb = new ByteArrayOutputStream();
    deb.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
    addMember(deb, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
    addMember(deb, "control.tar.xz", new byte[] {1, 2, 3});
    addMember(deb, "data.tar.xz", xz.toByteArray());
    return deb.toByteArray();
  }

  private static void addMember(ByteArrayOutputStream ar, String name, byte[] content) {
    var header =
        "%-16s%-12s%-6s%-6s%-8s%-10d`\n".formatted(name, 0, 0, 0, "100644", content.length);
    ar.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    ar.writeBytes(content);
    if (content.length % 2 == 1) {
      ar.write('\n');
    }
  }

  private static void addFile(ByteArrayOutputStream tar, String name, String content) {
    var header = new byte[512];
    put(header, 0, name);
    put(header, 124, "%011o".formatted(content.length()));
    tar.writeBytes(header);
    tar.writeBytes(content.getBytes(StandardCharsets.US_ASCII));
    tar.writeBytes(new byte[(512 - content.length() % 512) % 512]);
  }

  private static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
