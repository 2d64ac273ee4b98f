package dev.portcullis.gateway.picture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** WebP (RFC 9649): lossy, lossless, or extended with a canvas and frames. */
final class WebpHeader {

  private static final int FRAME_REST_BYTES = 4;
  private static final int LOSSLESS_SIGNATURE = 0x2f;
  private static final int BITS_PER_PIXEL = 32;

  private WebpHeader() {}

  /** A width and a height. */
  private record Size(long width, long height) {
    boolean holds(Size inner) {
      return inner.width <= width && inner.height <= height;
    }
  }

  static Header read(Cursor file) {
    file.skip("RIFF".length());
    var length = file.u32(LITTLE_ENDIAN);
    var picture = file.take(length + (length & 1));
    BrokenPicture.unless(picture.name().equals("WEBP"), "a RIFF file of type WEBP");
    var first = picture.name();
    var chunk = chunk(picture);
    if (first.equals("VP8X")) {
      chunk.skip(4);
      return extended(picture, new Size(chunk.u24() + 1L, chunk.u24() + 1L), file.remaining());
    }
    BrokenPicture.unless(isPixels(first), "VP8, VP8L or VP8X as the first chunk");
    return header(size(first, chunk), 1, file.remaining());
  }

  private static Header extended(Cursor picture, Size canvas, int trailingBytes) {
    var frames = 0;
    while (picture.remaining() > 0) {
      var name = picture.name();
      var chunk = chunk(picture);
      if (name.equals("ANMF")) {
        refuseOutside(canvas, animationFrame(chunk));
        frames++;
      } else if (isPixels(name)) {
        refuseOutside(canvas, size(name, chunk));
        frames++;
      }
    }
    return header(canvas, frames, trailingBytes);
  }

  /** The frame's own size, which what it holds must keep to. */
  private static Size animationFrame(Cursor frame) {
    var left = 2L * frame.u24();
    var top = 2L * frame.u24();
    var size = new Size(frame.u24() + 1L, frame.u24() + 1L);
    frame.skip(FRAME_REST_BYTES);
    while (frame.remaining() > 0) {
      var name = frame.name();
      var chunk = chunk(frame);
      if (isPixels(name)) {
        refuseOutside(size, size(name, chunk));
      }
    }
    return new Size(left + size.width(), top + size.height());
  }

  /** A chunk without its padding, which makes its length even. */
  private static Cursor chunk(Cursor picture) {
    var length = picture.u32(LITTLE_ENDIAN);
    var chunk = picture.take(length);
    picture.skip(length & 1);
    return chunk;
  }

  private static boolean isPixels(String name) {
    return name.equals("VP8 ") || name.equals("VP8L");
  }

  private static Size size(String name, Cursor chunk) {
    return name.equals("VP8L") ? lossless(chunk) : lossy(chunk);
  }

  private static Size lossy(Cursor chunk) {
    var isKeyFrame = (chunk.u24() & 1) == 0;
    BrokenPicture.unless(isKeyFrame && chunk.u24() == 0x2a019d, "a VP8 key frame");
    return new Size(chunk.u16(LITTLE_ENDIAN) & 0x3fff, chunk.u16(LITTLE_ENDIAN) & 0x3fff);
  }

  private static Size lossless(Cursor chunk) {
    BrokenPicture.unless(chunk.u8() == LOSSLESS_SIGNATURE, "a VP8L signature");
    var bits = chunk.u32(LITTLE_ENDIAN);
    return new Size((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1);
  }

  private static void refuseOutside(Size canvas, Size inner) {
    BrokenPicture.unless(canvas.holds(inner), "frames within the canvas");
  }

  private static Header header(Size size, int frames, int trailingBytes) {
    return new Header(size.width(), size.height(), frames, BITS_PER_PIXEL, trailingBytes);
  }
}
