package dev.portcullis.gateway.picture;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.util.ArrayList;
import java.util.List;

/** JPEG (ITU-T T.81): a walk from marker to marker, through the scans, to the end of the image. */
final class JpegHeader {

  private static final int START_OF_IMAGE_BYTES = 2;
  private static final int LENGTH_BYTES = 2;
  private static final int MARK = 0xff;
  private static final int STUFFED = 0x00;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;

  private JpegHeader() {}

  static Header read(Cursor picture) {
    picture.skip(START_OF_IMAGE_BYTES);
    var frames = new ArrayList<Frame>(1);
    var marker = nextMarker(picture);
    while (marker != END_OF_IMAGE) {
      BrokenPicture.unless(marker != START_OF_IMAGE, "a single image");
      marker = isBare(marker) ? nextMarker(picture) : pastSegment(picture, marker, frames);
    }
    BrokenPicture.unless(frames.size() == 1, "a single frame header");
    return frames.getFirst().header(picture.remaining());
  }

  /** What a frame header says. */
  private record Frame(int precision, int height, int width, int components) {

    Header header(int trailingBytes) {
      var bytesPerSample = precision > Byte.SIZE ? 2 : 1;
      return new Header(width, height, 1, components * bytesPerSample * Byte.SIZE, trailingBytes);
    }
  }

  private static int pastSegment(Cursor picture, int marker, List<Frame> frames) {
    var length = picture.u16(BIG_ENDIAN);
    BrokenPicture.unless(length >= LENGTH_BYTES, "a segment's length");
    var segment = picture.take(length - LENGTH_BYTES);
    if (isFrameHeader(marker)) {
      frames.add(frame(segment));
    }
    if (marker != START_OF_SCAN) {
      return nextMarker(picture);
    }
    BrokenPicture.unless(!frames.isEmpty(), "a frame header before the first scan");
    return markerAfterScan(picture);
  }

  private static Frame frame(Cursor segment) {
    var frame =
        new Frame(segment.u8(), segment.u16(BIG_ENDIAN), segment.u16(BIG_ENDIAN), segment.u8());
    var components = frame.components();
    BrokenPicture.unless(
        components >= 1 && components <= 4 && segment.remaining() == 3 * components,
        "one to four components");
    return frame;
  }

  private static int nextMarker(Cursor picture) {
    BrokenPicture.unless(picture.u8() == MARK, "a marker");
    return afterFill(picture);
  }

  /** Any number of 0xff may stand before a marker's code. */
  private static int afterFill(Cursor picture) {
    var code = picture.u8();
    while (code == MARK) {
      code = picture.u8();
    }
    return code;
  }

  private static int markerAfterScan(Cursor picture) {
    while (true) {
      if (picture.u8() == MARK) {
        var code = afterFill(picture);
        if (code != STUFFED && !isRestart(code)) {
          return code;
        }
      }
    }
  }

  private static boolean isBare(int marker) {
    return marker == 0x01 || isRestart(marker);
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  /** SOF0 to SOF15, of which three codes mean something else. */
  private static boolean isFrameHeader(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}
