package dev.portcullis.gateway.store;

/**
 * Tables that belong together and change together: the keys, what was spent.
 *
 * @param name a bounded name: of the file, or of the history of migrations
 * @param migrations where its migrations are on the class path
 */
public record Concern(String name, String migrations) {

  /** The concern of a package, whose migrations lie beside its classes. */
  public static Concern of(String name, Class<?> neighbour) {
    return new Concern(name, "classpath:" + neighbour.getPackageName().replace('.', '/'));
  }
}
