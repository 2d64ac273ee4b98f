package dev.portcullis.gateway.oauth;

/** A key set that nobody should have published. It is ignored whole. */
final class PoisonedKeySet extends Exception {

  private static final long serialVersionUID = 1L;

  PoisonedKeySet(String why) {
    super(why, null, false, false);
  }

  /** Constant words. */
  String why() {
    return String.valueOf(getMessage());
  }
}
