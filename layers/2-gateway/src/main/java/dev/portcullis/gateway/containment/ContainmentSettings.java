package dev.portcullis.gateway.containment;

/** Nothing to set: what is held back is asked for while the gateway runs. */
public record ContainmentSettings() {

  public static ContainmentSettings defaults() {
    return new ContainmentSettings();
  }
}
