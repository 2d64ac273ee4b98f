package dev.portcullis.inference.vision;

import java.nio.ByteBuffer;

/**
 * Counts the scans of a JPEG file. A progressive picture is painted over and over, and a decoder
 * works through all of it each time, however few bytes a scan has: a small file could cost minutes.
 */
final class JpegScans {

  /** Encoders make about ten. */
  static final int MAX = 32;

  private static final int MARKER = 0xFF;
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int FIRST_RESTART = 0xD0;
  private static final int STUFFING = 0;
  private static final int STAND_ALONE = 0x01;

  private JpegScans() {}

  /** How many scans there are before the end, or before the file can't be followed any more. */
  static int count(ByteBuffer jpeg) {
    var data = jpeg.duplicate();
    var scans = 0;
    while (toNextMarker(data)) {
      var marker = Byte.toUnsignedInt(data.get());
      if (marker == END_OF_IMAGE) {
        return scans;
      }
      if (marker == START_OF_SCAN) {
        scans++;
      }
      if (hasLength(marker) && !skipSegment(data)) {
        return scans;
      }
    }
    return scans;
  }

  /** Goes past the next 0xFF that is followed by something else; what a scan holds has none. */
  private static boolean toNextMarker(ByteBuffer data) {
    var previous = STUFFING;
    while (data.hasRemaining()) {
      var next = Byte.toUnsignedInt(data.get());
      if (previous == MARKER && next != MARKER && next != STUFFING) {
        data.position(data.position() - 1);
        return true;
      }
      previous = next;
    }
    return false;
  }

  private static boolean hasLength(int marker) {
    return marker != STAND_ALONE && (marker < FIRST_RESTART || marker > START_OF_IMAGE);
  }

  /** Segments are skipped whole: a thumbnail in one has scans of its own that nobody decodes. */
  private static boolean skipSegment(ByteBuffer data) {
    if (data.remaining() < Short.BYTES) {
      return false;
    }
    var length = Short.toUnsignedInt(data.getShort(data.position()));
    if (length < Short.BYTES || length > data.remaining()) {
      return false;
    }
    data.position(data.position() + length);
    return true;
  }
}
