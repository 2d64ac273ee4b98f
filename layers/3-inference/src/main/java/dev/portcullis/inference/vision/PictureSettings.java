package dev.portcullis.inference.vision;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model wants done to a picture's samples, which are 0 to 255: {@code (sample × scale -
 * mean) ÷ std}, by channel.
 *
 * @param mean one number for each channel, or one for all; none: 0
 * @param std one number for each channel, or one for all; none: 1
 * @param tone whether light and dark change places first
 */
public record PictureSettings(double scale, List<Double> mean, List<Double> std, Tone tone) {

  /** Whether light and dark change places. */
  public enum Tone {
    AS_IS,
    INVERTED
  }

  public PictureSettings {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale: " + scale + " (expected: > 0)");
    }
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    requirePerChannel("mean", mean);
    requirePerChannel("std", std);
    if (std.stream().anyMatch(value -> value == 0)) {
      throw new IllegalArgumentException("std: 0 (expected: any other number)");
    }
  }

  /** Samples as they are: 0 to 255. */
  public static PictureSettings defaults() {
    return new PictureSettings(1, List.of(), List.of(), Tone.AS_IS);
  }

  /**
   * What the model's author wrote beside it: {@code scale}, {@code mean}, {@code std} and {@code
   * invert}.
   */
  public static PictureSettings of(Map<String, String> metadata) {
    var scale = numbers("scale", metadata);
    return new PictureSettings(
        scale.isEmpty() ? 1 : scale.getFirst(),
        numbers("mean", metadata),
        numbers("std", metadata),
        Boolean.parseBoolean(metadata.get("invert")) ? Tone.INVERTED : Tone.AS_IS);
  }

  private static List<Double> numbers(String name, Map<String, String> metadata) {
    var written = Optional.ofNullable(metadata.get(name)).filter(text -> !text.isBlank());
    try {
      return written
          .map(text -> Arrays.stream(text.split(",", -1)).map(Double::valueOf).toList())
          .orElse(List.of());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "metadata " + name + ": " + written.orElse("") + " (expected: numbers)", e);
    }
  }

  private static void requirePerChannel(String name, List<Double> values) {
    var wrong = values.size() == 2 || values.size() > 3;
    if (wrong || !values.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          name + ": " + values + " (expected: one finite number, or one for each channel)");
    }
  }

  float apply(float sample, int channel) {
    var toned = tone == Tone.INVERTED ? 255 - sample : sample;
    return (float) ((toned * scale - of(mean, channel, 0)) / of(std, channel, 1));
  }

  private static double of(List<Double> values, int channel, double otherwise) {
    if (values.isEmpty()) {
      return otherwise;
    }
    return values.get(values.size() == 1 ? 0 : channel);
  }
}
