package dev.portcullis.edge.surfaces;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.call.ModelRef;

/** Which model a request's path names. */
public final class Models {

  public static final int MAX_NAME_CHARS = 128;

  private Models() {}

  /** The model in the path's {@code model} and {@code version} places. */
  public static ModelRef named(Target target) {
    var name = target.variables().getOrDefault("model", "");
    var version = target.variables().getOrDefault("version", "");
    if (name.isEmpty() || name.length() > MAX_NAME_CHARS || version.length() > MAX_NAME_CHARS) {
      throw new DeniedException(Reason.NOT_FOUND, "surface: the path names no model");
    }
    return new ModelRef(name, version);
  }
}
