package dev.portcullis.gateway.apikey;

import dev.portcullis.kernel.call.Plane;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who a key speaks for, and what it may do.
 *
 * @param subject the client's stable name
 * @param tier the tier whose limits apply
 * @param models names of models; {@code *} stands for any characters
 * @param scopes such as {@code inference:predict}
 */
public record Grant(String subject, String tier, List<String> models, List<String> scopes) {

  private static final int MAX_NAME_CHARACTERS = 128;
  private static final int MAX_NAMES = 64;
  private static final String SIGNS = "._-@:/*";

  public Grant {
    models = List.copyOf(models);
    scopes = List.copyOf(scopes);
    Stream.of(subject, tier).forEach(name -> refuseOddName("name", name));
    refuseOddNames("models", models);
    refuseOddNames("scopes", scopes);
  }

  /**
   * The same, where its scopes keep to one plane.
   *
   * @throws KeyProblem where they span several, so that one stolen key would do more harm
   */
  public Grant onOnePlane() {
    var planes = Plane.spannedBy(scopes);
    if (planes.size() > 1) {
      throw new KeyProblem(
          "scopes: "
              + String.join(", ", scopes)
              + " span planes (expected: one of "
              + planes
              + ")");
    }
    return this;
  }

  private static void refuseOddNames(String what, List<String> names) {
    if (names.isEmpty() || names.size() > MAX_NAMES) {
      throw new IllegalArgumentException(
          what + ": " + names.size() + " (expected: 1.." + MAX_NAMES + ")");
    }
    names.forEach(name -> refuseOddName(what, name));
  }

  private static void refuseOddName(String what, String name) {
    var fits =
        !name.isEmpty()
            && name.length() <= MAX_NAME_CHARACTERS
            && name.chars().allMatch(Grant::isPlain);
    if (!fits) {
      throw new IllegalArgumentException(
          what
              + ": \""
              + name
              + "\" (expected: 1.."
              + MAX_NAME_CHARACTERS
              + " letters, digits or "
              + SIGNS
              + ")");
    }
  }

  private static boolean isPlain(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || SIGNS.indexOf(c) >= 0;
  }
}
