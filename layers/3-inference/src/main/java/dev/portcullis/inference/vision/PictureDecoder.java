package dev.portcullis.inference.vision;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG and JPEG. The gateway has looked at the size already; here it is looked at again,
 * since each layer assumes that the one before it can fail.
 */
final class PictureDecoder {

  static final int MAX_SIDE = 8_192;

  /** A decoded pixel takes up to eight bytes, so this is at most 128 MiB for a moment. */
  static final long MAX_PIXELS = 16L << 20;

  private PictureDecoder() {}

  private enum Format {
    PNG("\u0089PNG\r\n\u001A\n"),
    JPEG("\u00FF\u00D8\u00FF");

    /** The first bytes, a character each. */
    private final String magic;

    Format(String magic) {
      this.magic = magic;
    }

    boolean begins(ByteBuffer data) {
      if (data.remaining() < magic.length()) {
        return false;
      }
      for (int i = 0; i < magic.length(); i++) {
        if (Byte.toUnsignedInt(data.get(data.position() + i)) != magic.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * The picture in these bytes.
   *
   * @param pointer where they stood, for the denial
   * @throws DeniedException where it is no picture, or one too large
   */
  static Picture decode(String pointer, ByteBuffer data) {
    var reader =
        format(data)
            .map(PictureDecoder::reader)
            .orElseThrow(() -> invalid(pointer, "expected: a PNG or JPEG picture"));
    try (var input = new MemoryCacheImageInputStream(stream(data))) {
      // The second flag: text and colour profiles are not read, however small they compressed.
      reader.setInput(input, true, true);
      requireBounds(pointer, reader.getWidth(0), reader.getHeight(0));
      requireFewScans(pointer, data);
      return new Picture(reader.read(0));
    } catch (IOException | RuntimeException e) {
      // Readers throw nearly everything at broken files; all of it means one thing.
      throw e instanceof DeniedException denied
          ? denied
          : invalid(pointer, "expected: a picture that can be decoded");
    } finally {
      reader.dispose();
    }
  }

  private static Optional<Format> format(ByteBuffer data) {
    for (var format : Format.values()) {
      if (format.begins(data)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  private static ImageReader reader(Format format) {
    return ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT)).next();
  }

  private static void requireBounds(String pointer, int width, int height) {
    if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
      throw invalid(
          pointer, "expected: at most " + MAX_SIDE + " a side and " + MAX_PIXELS + " pixels");
    }
  }

  private static void requireFewScans(String pointer, ByteBuffer data) {
    if (Format.JPEG.begins(data) && JpegScans.count(data) > JpegScans.MAX) {
      throw invalid(pointer, "expected: a JPEG picture of at most " + JpegScans.MAX + " scans");
    }
  }

  private static ByteArrayInputStream stream(ByteBuffer data) {
    var bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return new ByteArrayInputStream(bytes);
  }

  static DeniedException invalid(String pointer, String expectation) {
    return new DeniedException(
        Denial.of(Reason.INVALID, "picture: " + expectation)
            .withViolations(List.of(new Violation(pointer, expectation))));
  }
}
