package dev.portcullis.gateway.picture;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.util.zip.CRC32;

/** PNG (ISO/IEC 15948), and APNG's count of frames: a walk from chunk to chunk, to the last. */
final class PngHeader {

  private static final int SIGNATURE_BYTES = 8;
  private static final int IHDR_BYTES = 13;
  private static final int IHDR_REST_BYTES = 3;
  private static final int CRC_BYTES = 4;
  private static final int GREY = 0;
  private static final int COLOUR = 2;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;
  private static final int COLOUR_ALPHA = 6;

  private PngHeader() {}

  static Header read(Cursor picture) {
    picture.skip(SIGNATURE_BYTES);
    BrokenPicture.unless(picture.u32(BIG_ENDIAN) == IHDR_BYTES, "an IHDR chunk of 13 bytes");
    var checkedFrom = picture.position();
    BrokenPicture.unless(picture.name().equals("IHDR"), "IHDR as the first chunk");
    var width = picture.u32(BIG_ENDIAN);
    var height = picture.u32(BIG_ENDIAN);
    var bits = bitsPerPixel(picture.u8(), picture.u8());
    picture.skip(IHDR_REST_BYTES);
    var crc = new CRC32();
    crc.update(picture.since(checkedFrom));
    BrokenPicture.unless(picture.u32(BIG_ENDIAN) == crc.getValue(), "IHDR's checksum");
    var frames = frames(picture);
    return new Header(width, height, frames, bits, picture.remaining());
  }

  /** Walks to the end of the last chunk. */
  private static int frames(Cursor picture) {
    var frames = 1L;
    var hasPixels = false;
    while (true) {
      var length = picture.u32(BIG_ENDIAN);
      var name = picture.name();
      var chunk = picture.take(length);
      picture.skip(CRC_BYTES);
      switch (name) {
        case "IHDR" -> throw new BrokenPicture("a single IHDR chunk");
        case "IDAT" -> hasPixels = true;
        case "acTL" -> frames = Math.max(frames, chunk.u32(BIG_ENDIAN));
        case "IEND" -> {
          BrokenPicture.unless(hasPixels, "an IDAT chunk");
          return (int) Math.min(frames, Integer.MAX_VALUE);
        }
        default -> {}
      }
    }
  }

  private static int bitsPerPixel(int depth, int colourType) {
    var fits =
        switch (colourType) {
          case GREY -> depth <= 16 && Integer.bitCount(depth) == 1;
          case PALETTE -> depth <= 8 && Integer.bitCount(depth) == 1;
          case COLOUR, GREY_ALPHA, COLOUR_ALPHA -> depth == 8 || depth == 16;
          default -> false;
        };
    BrokenPicture.unless(fits, "a bit depth that goes with the colour type");
    return switch (colourType) {
      case GREY -> Math.max(depth, 8);
      case GREY_ALPHA -> 2 * depth;
      case COLOUR_ALPHA -> 4 * depth;
      default -> 3 * Math.max(depth, 8);
    };
  }
}
