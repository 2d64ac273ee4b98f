package dev.portcullis.gateway.picture;

import static dev.portcullis.gateway.picture.Pictures.ascii;
import static dev.portcullis.gateway.picture.Pictures.chunk;
import static dev.portcullis.gateway.picture.Pictures.hex;
import static dev.portcullis.gateway.picture.Pictures.ihdr;
import static dev.portcullis.gateway.picture.Pictures.joined;
import static dev.portcullis.gateway.picture.Pictures.pngOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FormatTest {

  private static Stream<byte[]> pictures() {
    return Stream.of(
        Pictures.written("png", 31, 17),
        Pictures.written("jpg", 31, 17),
        Pictures.written("gif", 31, 17),
        Pictures.written("bmp", 31, 17),
        Pictures.webpLossy(31, 17),
        Pictures.webpLossless(31, 17),
        Pictures.webpAnimated(31, 17, 2),
        Pictures.animatedGif(3),
        Pictures.animatedPng(3));
  }

  @ParameterizedTest
  @CsvSource({"png, PNG", "jpg, JPEG", "gif, GIF", "bmp, BMP"})
  void whatTheJdkWrites_isReadToItsEnd(String written, Format format) {
    var picture = ByteBuffer.wrap(Pictures.written(written, 31, 17));

    assertThat(Format.of(picture)).contains(format);
    var header = format.read(new Cursor(picture));
    assertThat(List.of(header.width(), header.height())).containsExactly(31L, 17L);
    assertThat(header.frames()).isEqualTo(1);
    assertThat(header.trailingBytes()).isZero();
  }

  @Test
  void webp_isRead_inItsThreeForms() {
    assertThat(read(Pictures.webpLossy(300, 17))).isEqualTo(new Header(300, 17, 1, 32, 0));
    assertThat(read(Pictures.webpLossless(300, 17))).isEqualTo(new Header(300, 17, 1, 32, 0));
    assertThat(read(Pictures.webpAnimated(300, 17, 4))).isEqualTo(new Header(300, 300, 4, 32, 0));
  }

  @Test
  void frames_areCounted() {
    assertThat(read(Pictures.animatedGif(7)).frames()).isEqualTo(7);
    assertThat(read(Pictures.animatedPng(7)).frames()).isEqualTo(7);
    assertThat(read(Pictures.animatedPng(-1)).frames()).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void bytesAfterTheEnd_areCounted(byte[] picture) {
    var polyglot = joined(picture, ascii("PK\u0003\u0004 an archive"));

    assertThat(read(polyglot).trailingBytes()).isEqualTo(15);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void cutPicture_isBroken_whereverItIsCut(byte[] picture) {
    for (var length = 8; length < picture.length; length++) {
      var cut = Arrays.copyOf(picture, length);

      assertThatThrownBy(() -> read(cut))
          .as("%d of %d bytes", length, picture.length)
          .isInstanceOf(BrokenPicture.class);
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void damagedPicture_isReadOrBroken_neverAnotherException(byte[] picture) {
    var random = new Random(7);

    for (var round = 0; round < 3000; round++) {
      var damaged = picture.clone();
      for (var hits = 1 + random.nextInt(4); hits > 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) (random.nextInt(4) * 85);
      }
      readOrBreak(ByteBuffer.wrap(damaged));
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void anyBytesAfterTheMagic_areReadOrBroken(byte[] picture) {
    var random = new Random(11);

    for (var round = 0; round < 3000; round++) {
      var noise = new byte[8 + random.nextInt(120)];
      random.nextBytes(noise);
      System.arraycopy(picture, 0, noise, 0, 8);
      readOrBreak(ByteBuffer.wrap(noise));
    }
  }

  @Test
  void unknownMagic_isNoFormat() {
    assertThat(Format.of(ByteBuffer.allocate(0))).isEmpty();
    assertThat(Format.of(ByteBuffer.wrap(ascii("<svg onload=")))).isEmpty();
    assertThat(Format.of(ByteBuffer.wrap(hex("89504e47")))).isEmpty();
    assertThat(Format.of("image/svg+xml")).isEmpty();
  }

  private static Stream<byte[]> oddPictures() {
    var png = Pictures.written("png", 4, 4);
    var badChecksum = png.clone();
    badChecksum[29] ^= 1;
    var oddDepth = chunk("IHDR", hex("00000004" + "00000004" + "0302000000"));
    var pixels = chunk("IDAT", new byte[4]);
    var jpeg = Pictures.written("jpg", 4, 4);
    var bmp = Pictures.written("bmp", 4, 4);
    var tallBmp = bmp.clone();
    tallBmp[25] = 0x7f;
    var twoPlanes = bmp.clone();
    twoPlanes[26] = 2;
    return Stream.of(
        badChecksum,
        pngOf(oddDepth, pixels),
        pngOf(ihdr(0, 4), pixels),
        pngOf(ihdr(4, 4)),
        pngOf(ihdr(4, 4), ihdr(4000, 4000), pixels),
        pngOf(pixels, ihdr(4, 4)),
        joined(hex("ffd8"), hex("ffd8"), jpeg),
        hex("ffd8ffd9"),
        hex("ffd8ffda0002ffd9"),
        hex("ffd8ffc0000b0800000004010111" + "00ffd9"),
        hex("ffd8ffc00000ffd9"),
        ascii("GIF88a          ;"),
        joined(ascii("GIF89a"), hex("010001000000003b")),
        joined(ascii("GIF89a"), hex("01000100000000773b")),
        tallBmp,
        twoPlanes,
        Pictures.webpLossy(0, 4),
        Pictures.webpAnimated(8, 9, 1),
        Pictures.webpAnimated(8, 8, 0));
  }

  @ParameterizedTest
  @MethodSource("oddPictures")
  void headerThatBreaksItsFormat_isBroken(byte[] picture) {
    assertThatThrownBy(() -> read(picture)).isInstanceOf(BrokenPicture.class);
  }

  @Test
  void gifFrameOverTheScreen_countsAsThatLarge() {
    var gif =
        joined(
            ascii("GIF89a"), hex("01000100000000" + "2c00000000ffffffff00" + "0202440100" + "3b"));

    assertThat(read(gif).width()).isEqualTo(65_535);
  }

  @Test
  void topDownBmp_hasItsHeight() {
    var bmp = Pictures.written("bmp", 5, 3);
    bmp[22] = (byte) -3;
    Arrays.fill(bmp, 23, 26, (byte) 0xff);

    assertThat(read(bmp).height()).isEqualTo(3);
  }

  private static Header read(byte[] picture) {
    var bytes = ByteBuffer.wrap(picture);
    return Format.of(bytes).orElseThrow().read(new Cursor(bytes));
  }

  private static void readOrBreak(ByteBuffer picture) {
    try {
      Format.of(picture).ifPresent(format -> format.read(new Cursor(picture)));
    } catch (BrokenPicture broken) {
      assertThat(broken.expectation()).isNotEmpty();
    }
  }
}
