package dev.portcullis.gateway.picture;

import java.util.List;

/**
 * Which pictures are let in.
 *
 * @param types media types
 * @param maxWidth pixels
 * @param maxHeight pixels
 * @param maxPixels pixels of a frame
 * @param maxFrames of an animation
 * @param maxRatio decoded bytes for each byte that came: what more is a bomb
 * @param maxPictures in one call
 * @param trailing what to do about bytes after the picture's end
 */
public record PictureSettings(
    List<String> types,
    int maxWidth,
    int maxHeight,
    long maxPixels,
    int maxFrames,
    int maxRatio,
    int maxPictures,
    Trailing trailing) {

  /** What is done about bytes after a picture's end: another file, or a camera's own data. */
  public enum Trailing {
    FLAG,
    DENY
  }

  public PictureSettings {
    types = List.copyOf(types);
    types.forEach(PictureSettings::refuseUnknownType);
    refuseLess("types", types.size());
    refuseLess("max_width", maxWidth);
    refuseLess("max_height", maxHeight);
    refuseLess("max_pixels", maxPixels);
    refuseLess("max_frames", maxFrames);
    refuseLess("max_ratio", maxRatio);
    refuseLess("max_pictures", maxPictures);
  }

  /** The ratio lets every PNG through, whose compression cannot do better than 1,032 to 1. */
  public static PictureSettings defaults() {
    return new PictureSettings(
        List.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"),
        8_192,
        8_192,
        40_000_000,
        1,
        1_100,
        8,
        Trailing.FLAG);
  }

  private static void refuseUnknownType(String type) {
    if (Format.of(type).isEmpty()) {
      throw new IllegalArgumentException(
          "types: "
              + type
              + " (expected: image/png, image/jpeg, image/gif, image/webp or image/bmp)");
    }
  }

  private static void refuseLess(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }
}
