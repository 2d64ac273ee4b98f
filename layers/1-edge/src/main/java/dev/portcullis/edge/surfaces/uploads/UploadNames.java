package dev.portcullis.edge.surfaces.uploads;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;

/** Names that callers give. They are labels: none ever becomes a file's name. */
final class UploadNames {

  static final int MAX_NAME_CHARS = 128;
  private static final String SIGNS = "._-";

  private UploadNames() {}

  /** The name in this place of the path, empty where the path has no such place. */
  static String named(Target target, String place) {
    var name = target.variables().getOrDefault(place, "");
    if (name.length() > MAX_NAME_CHARS || !name.chars().allMatch(UploadNames::isPlain)) {
      throw Refused.invalid(
          "", "a name of 1.." + MAX_NAME_CHARS + " letters, digits or " + SIGNS + " in the path");
    }
    return name;
  }

  static DeniedException wrongMethod() {
    return new DeniedException(Reason.METHOD_NOT_ALLOWED, "uploads: wrong method");
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || SIGNS.indexOf(c) >= 0;
  }
}
