package dev.portcullis.inference.vision;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * A decoded picture, read row by row as grey or as red, green and blue, 0 to 255.
 *
 * <p>Samples come from the raster, not by {@code getRGB}: that would correct the brightness of grey
 * pictures, and hand colour profiles out of the caller's file to a native library.
 */
final class Picture {

  /** What shows through where a picture is transparent: what most viewers show. */
  private static final float BACKGROUND = 255;

  private final Raster raster;
  private final Bands bands;

  /** What a pixel is made of. */
  private enum Bands {
    GREY(1),
    GREY_ALPHA(2),
    COLOUR(3),
    COLOUR_ALPHA(4);

    private final int count;

    Bands(int count) {
      this.count = count;
    }

    boolean isGrey() {
      return count < 3;
    }

    boolean hasAlpha() {
      return count % 2 == 0;
    }
  }

  private final float[] full;

  Picture(BufferedImage image) {
    var direct =
        image.getColorModel() instanceof IndexColorModel palette
            ? palette.convertToIntDiscrete(image.getRaster(), true)
            : image;
    this.raster = direct.getRaster();
    this.bands = bands(raster.getNumBands());
    this.full = new float[bands.count];
    for (int band = 0; band < bands.count; band++) {
      full[band] = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
    }
  }

  int width() {
    return raster.getWidth();
  }

  int height() {
    return raster.getHeight();
  }

  /** One row's samples, channels together; three of them, or one of the eye's brightness. */
  float[] row(int y, int channels) {
    var pixels = raster.getPixels(raster.getMinX(), raster.getMinY() + y, width(), 1, (int[]) null);
    var samples = new float[width() * channels];
    for (int x = 0; x < width(); x++) {
      var red = sample(pixels, x, 0);
      var green = bands.isGrey() ? red : sample(pixels, x, 1);
      var blue = bands.isGrey() ? red : sample(pixels, x, 2);
      if (channels == 1) {
        samples[x] = bands.isGrey() ? red : brightness(red, green, blue);
      } else {
        samples[x * 3] = red;
        samples[x * 3 + 1] = green;
        samples[x * 3 + 2] = blue;
      }
    }
    return samples;
  }

  private float sample(int[] pixels, int x, int band) {
    var start = x * bands.count;
    var sample = pixels[start + band] * 255F / full[band];
    if (!bands.hasAlpha()) {
      return sample;
    }
    // A model that ignored transparency would see another picture than people do.
    var opacity = pixels[start + bands.count - 1] / full[bands.count - 1];
    return sample * opacity + BACKGROUND * (1 - opacity);
  }

  /** Weights of ITU-R BT.601, as in JPEG. */
  private static float brightness(float red, float green, float blue) {
    return 0.299F * red + 0.587F * green + 0.114F * blue;
  }

  private static Bands bands(int count) {
    for (var bands : Bands.values()) {
      if (bands.count == count) {
        return bands;
      }
    }
    throw new IllegalArgumentException("bands: " + count + " (expected: 1..4)");
  }
}
