package dev.portcullis.gateway.revocation;

/** Nothing to set: what is taken back is asked for while the gateway runs. */
public record RevocationSettings() {

  public static RevocationSettings defaults() {
    return new RevocationSettings();
  }
}
