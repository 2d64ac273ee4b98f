package dev.portcullis.app.wiring.asset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/** A file that comes with Portcullis. */
public enum Asset {
  /** Test image 0 of Fashion-MNIST, which the demo classifies. */
  BOOT("boot.png", "image/png");

  private final String file;
  private final String mediaType;

  Asset(String file, String mediaType) {
    this.file = file;
    this.mediaType = mediaType;
  }

  /** The asset that the last segment of a path names. */
  public static Optional<Asset> at(String path) {
    return Arrays.stream(values()).filter(a -> path.endsWith("/" + a.file)).findFirst();
  }

  String mediaType() {
    return mediaType;
  }

  /** The name that it has where models have theirs. */
  public String model() {
    return "asset." + file;
  }

  byte[] bytes() {
    try (var in = Asset.class.getResourceAsStream("/requests/" + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not built in");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
