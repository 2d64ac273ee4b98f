package dev.portcullis.gateway.picture;

/**
 * What a picture's header promises, and so what decoding it would take.
 *
 * @param bitsPerPixel once decoded
 * @param trailingBytes bytes that follow the picture's end, such as another file
 */
record Header(long width, long height, int frames, int bitsPerPixel, int trailingBytes) {

  Header {
    BrokenPicture.unless(width > 0 && height > 0, "a width and a height");
    BrokenPicture.unless(frames > 0, "at least one frame");
  }

  /** Pixels of a frame; sizes have at most 32 bits, so the product has at most 64. */
  double pixels() {
    return (double) width * height;
  }

  double decodedBytes() {
    return pixels() * frames * bitsPerPixel / Byte.SIZE;
  }
}
