package dev.portcullis.gateway.upload;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What may be brought.
 *
 * @param formats of data sets and of models
 */
public record UploadSettings(Set<Format> formats) {

  public UploadSettings {
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("formats: none (expected: at least one)");
    }
    // In the order of the constants: what is written out must read the same at every start.
    formats = Collections.unmodifiableSet(EnumSet.copyOf(formats));
  }

  public static UploadSettings defaults() {
    return new UploadSettings(EnumSet.allOf(Format.class));
  }
}
