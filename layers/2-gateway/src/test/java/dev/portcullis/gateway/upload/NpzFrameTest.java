package dev.portcullis.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NpzFrameTest {

  private static final String FLOATS = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }";
  private static final String OBJECTS = FLOATS.replace("<f4", "|O");
  private static final int HEAD_BYTES = 30;
  private static final int END_BYTES = 22;
  private static final int LISTED_OFFSET_AT = 42;

  @Test
  void npz_ofPlainArrays_isWhole() throws IOException {
    assertThat(missing(npz("x.npy", FLOATS, 4))).isEmpty();
  }

  @Test
  void npz_ofPythonObjects_isNot_sinceReadingThemRunsCode() throws IOException {
    for (var type : new String[] {"|O", "O", "<M8", "|V8'), ('y', '|O"}) {
      var header = FLOATS.replace("<f4", type);

      assertThat(missing(npz("x.npy", header, 4))).as(type).isPresent();
    }
  }

  @Test
  void npz_withOtherFiles_orPaths_isNot() throws IOException {
    for (var name : new String[] {"x.pkl", "../x.npy", "a/x.npy", "a\\x.npy", "C:x.npy", ".npy"}) {
      assertThat(missing(npz(name, FLOATS, 4))).as(name).isPresent();
    }
  }

  @Test
  void npz_thatInflatesWithoutEnd_isNot() throws IOException {
    assertThat(missing(npz("x.npy", FLOATS, 4 << 20))).isPresent();
  }

  @Test
  void npz_withSomethingBehindIt_isNot() throws IOException {
    var whole = npz("x.npy", FLOATS, 4);
    var longer = ByteBuffer.allocate(whole.limit() + 1).put(whole).put((byte) 0).flip();

    assertThat(missing(longer)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"numpy", "numpy-compressed", "numpy-streamed"})
  void npz_asNumpyWritesIt_isWhole(String name) throws IOException {
    assertThat(missing(file(name))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"()", "(1,)", "(3, 4)", "(3, 4, 5)"})
  void npz_ofAnyShape_isWhole(String shape) throws IOException {
    assertThat(missing(npz("x.npy", FLOATS.replace("(1,)", shape) + "   \n", 4))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f8', \"descr\": '|O', 'fortran_order': False, 'shape': (1,), }",
        "{\"descr\": '|O', 'fortran_order': False, 'shape': (1,), }  # 'descr': '<f8'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n{'descr': '|O'}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'descr': '|O', }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,2)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, ), }",
        "{'descr': '<f', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4'",
        "{'descr': '",
        "'descr': '<f4'"
      })
  void npz_whoseHeaderIsNotAsNumpyWritesIt_isNot_sinceReadersDiffer(String header)
      throws IOException {
    assertThat(missing(npz("x.npy", header, 4))).isPresent();
  }

  @Test
  void npz_whoseDirectoryPointsIntoAnArray_isNot_sinceThereIsAnotherOne() throws IOException {
    var inner = stored("x.npy", npy(OBJECTS, 4));
    var hidden = files(inner);
    var cover = npy(FLOATS, hidden.remaining());
    hidden.get(0, cover, cover.length - hidden.remaining(), hidden.remaining());
    var outer = stored("x.npy", cover);

    var archive = joined(files(outer), inner);
    archive.putInt(listedAt(archive) + LISTED_OFFSET_AT, listedAt(outer) - hidden.remaining());

    assertThat(missing(archive)).isPresent();
  }

  @Test
  void npz_whoseDirectoryLeavesOutAnArray_isNot() throws IOException {
    var pickle = stored("y.npy", npy(OBJECTS, 4));
    var plain = stored("x.npy", npy(FLOATS, 4));
    var both =
        ByteBuffer.allocate(listedAt(pickle) + listedAt(plain))
            .put(files(pickle))
            .put(files(plain))
            .flip();

    var archive = joined(both, plain);
    archive.putInt(listedAt(archive) + LISTED_OFFSET_AT, listedAt(pickle));

    assertThat(missing(archive)).isPresent();
  }

  @Test
  void npz_thatCountsNothing_isNot_whateverIsInIt() throws IOException {
    var archive = stored("x.pkl", npy(OBJECTS, 4));
    var end = archive.limit() - END_BYTES;
    archive.putInt(end + 8, 0);

    assertThat(missing(archive)).isPresent();
  }

  @Test
  void npz_whoseHeadsDiffer_isNot() throws IOException {
    var renamed = stored("x.npy", npy(FLOATS, 4));
    renamed.put(HEAD_BYTES, (byte) 'y');

    assertThat(missing(renamed)).isPresent();
  }

  @Test
  void npz_withAnotherChecksum_isNot() throws IOException {
    var archive = stored("x.npy", npy(FLOATS, 4));
    archive.put(listedAt(archive) - 1, (byte) 1);

    assertThat(missing(archive)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"numpy", "numpy-compressed", "numpy-streamed"})
  void npz_withAnyByteChanged_orCutAnywhere_isJudged_neverFails(String name) throws IOException {
    var whole = file(name);
    for (int at = 0; at < whole.limit(); at++) {
      var changed = ByteBuffer.allocate(whole.limit()).put(whole.duplicate()).flip();
      changed.put(at, (byte) ~changed.get(at));
      var cut = whole.slice(0, at);
      assertThatCode(() -> missing(changed)).doesNotThrowAnyException();
      assertThat(missing(cut)).as("cut at " + at).isPresent();
    }
  }

  private static Optional<String> missing(ByteBuffer data) {
    return new NpzFrame().missing(data);
  }

  private static ByteBuffer file(String name) throws IOException {
    try (var in = NpzFrameTest.class.getResourceAsStream("/upload/" + name + ".npz")) {
      return ByteBuffer.wrap(Objects.requireNonNull(in, name).readAllBytes());
    }
  }

  private static ByteBuffer npz(String name, String header, int elementBytes) throws IOException {
    var archive = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(npy(header, elementBytes));
      zip.closeEntry();
    }
    return ByteBuffer.wrap(archive.toByteArray());
  }

  private static byte[] npy(String header, int elementBytes) {
    return ByteBuffer.allocate(10 + header.length() + elementBytes)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .put((byte) header.length())
        .put((byte) 0)
        .put(header.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static ByteBuffer stored(String name, byte[] content) throws IOException {
    var checksum = new CRC32();
    checksum.update(content);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    var archive = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    }
    return ByteBuffer.wrap(archive.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where the directory begins. */
  private static int listedAt(ByteBuffer archive) {
    return archive.getInt(archive.limit() - 6);
  }

  private static ByteBuffer files(ByteBuffer archive) {
    return archive.slice(0, listedAt(archive));
  }

  /** Files with the directory and the end of another archive, which is told where it now is. */
  private static ByteBuffer joined(ByteBuffer files, ByteBuffer other) {
    var from = listedAt(other);
    var tail = other.slice(from, other.limit() - from);
    var archive =
        ByteBuffer.allocate(files.remaining() + tail.remaining())
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(files.duplicate())
            .put(tail)
            .flip();
    return archive.putInt(archive.limit() - 6, files.remaining());
  }
}
