package dev.portcullis.gateway.picture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** GIF87a and GIF89a: a walk from block to block, to the trailer. */
final class GifHeader {

  private static final int MAGIC_BYTES = 4;
  private static final int BACKGROUND_AND_ASPECT_BYTES = 2;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int BITS_PER_PIXEL = 32;

  private long width;
  private long height;
  private int frames;

  private GifHeader(long width, long height) {
    this.width = width;
    this.height = height;
  }

  static Header read(Cursor picture) {
    picture.skip(MAGIC_BYTES);
    var year = picture.u8();
    BrokenPicture.unless((year == '7' || year == '9') && picture.u8() == 'a', "GIF87a or GIF89a");
    var walk = new GifHeader(picture.u16(LITTLE_ENDIAN), picture.u16(LITTLE_ENDIAN));
    var flags = picture.u8();
    picture.skip(BACKGROUND_AND_ASPECT_BYTES + paletteBytes(flags));
    walk.pastBlocks(picture);
    return new Header(walk.width, walk.height, walk.frames, BITS_PER_PIXEL, picture.remaining());
  }

  private void pastBlocks(Cursor picture) {
    for (var block = picture.u8(); block != TRAILER; block = picture.u8()) {
      switch (block) {
        case EXTENSION -> {
          picture.skip(1);
          pastSubBlocks(picture);
        }
        case IMAGE -> pastImage(picture);
        default -> throw new BrokenPicture("an image, an extension or the trailer");
      }
    }
  }

  /** A frame that reaches over the screen makes the screen that large: decoders may allocate it. */
  private void pastImage(Cursor picture) {
    var left = picture.u16(LITTLE_ENDIAN);
    var top = picture.u16(LITTLE_ENDIAN);
    width = Math.max(width, left + picture.u16(LITTLE_ENDIAN));
    height = Math.max(height, top + picture.u16(LITTLE_ENDIAN));
    picture.skip(paletteBytes(picture.u8()));
    picture.skip(1);
    pastSubBlocks(picture);
    frames++;
  }

  private static void pastSubBlocks(Cursor picture) {
    for (var length = picture.u8(); length > 0; length = picture.u8()) {
      picture.skip(length);
    }
  }

  private static int paletteBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 0x07) + 1);
  }
}
