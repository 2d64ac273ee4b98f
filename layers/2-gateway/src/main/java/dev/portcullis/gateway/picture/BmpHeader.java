package dev.portcullis.gateway.picture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** BMP: the file header, and one of the four headers that are in use after it. */
final class BmpHeader {

  private static final int MAGIC_BYTES = 2;
  private static final int RESERVED_BYTES = 4;
  private static final int CORE = 12;
  private static final int INFO = 40;
  private static final int LARGEST = 124;
  private static final int PLAIN = 0;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int BIT_FIELDS = 3;

  private BmpHeader() {}

  static Header read(Cursor picture) {
    var bytes = picture.remaining();
    picture.skip(MAGIC_BYTES);
    var declared = picture.u32(LITTLE_ENDIAN);
    picture.skip(RESERVED_BYTES);
    var pixelsAt = picture.u32(LITTLE_ENDIAN);
    var size = picture.u32(LITTLE_ENDIAN);
    BrokenPicture.unless(declared <= bytes, "a whole picture, not one cut short");
    BrokenPicture.unless(size == CORE || (size >= INFO && size <= LARGEST), "a known BMP header");
    var shape = size == CORE ? core(picture) : info(picture);
    BrokenPicture.unless(pixelsAt >= picture.position(), "pixels after the header");
    BrokenPicture.unless(pixelsAt + shape.plainBytes() <= declared, "as many pixels as it says");
    return new Header(
        shape.width(), shape.height(), 1, Math.max(shape.bits(), 24), (int) (bytes - declared));
  }

  /** Width, height, bits of a stored pixel, and how they are stored. */
  private record Shape(long width, long height, int bits, long compression) {

    /** Bytes of pixels that are stored plainly, rows filled up to four bytes; may exceed a long. */
    double plainBytes() {
      return compression == RLE8 || compression == RLE4
          ? 0
          : (double) ((width * bits + 31) / 32 * 4) * height;
    }
  }

  private static Shape core(Cursor picture) {
    var width = picture.u16(LITTLE_ENDIAN);
    var height = picture.u16(LITTLE_ENDIAN);
    return new Shape(width, height, bits(picture), PLAIN);
  }

  /** A height below zero means rows from top to bottom. */
  private static Shape info(Cursor picture) {
    var width = picture.i32(LITTLE_ENDIAN);
    var height = Math.abs((long) picture.i32(LITTLE_ENDIAN));
    BrokenPicture.unless(width > 0, "a width and a height");
    var bits = bits(picture);
    var compression = picture.u32(LITTLE_ENDIAN);
    BrokenPicture.unless(compression <= BIT_FIELDS, "pixels stored plainly or run by run");
    return new Shape(width, height, bits, compression);
  }

  private static int bits(Cursor picture) {
    BrokenPicture.unless(picture.u16(LITTLE_ENDIAN) == 1, "one plane");
    var bits = picture.u16(LITTLE_ENDIAN);
    return switch (bits) {
      case 1, 4, 8, 16, 24, 32 -> bits;
      default -> throw new BrokenPicture("1, 4, 8, 16, 24 or 32 bits a pixel");
    };
  }
}
