package dev.portcullis.kernel.call;

/**
 * A model by name and version.
 *
 * @param version empty for whichever the name stands for now
 */
public record ModelRef(String name, String version) {

  public static ModelRef of(String name) {
    return new ModelRef(name, "");
  }

  @Override
  public String toString() {
    return version.isEmpty() ? name : name + ":" + version;
  }
}
