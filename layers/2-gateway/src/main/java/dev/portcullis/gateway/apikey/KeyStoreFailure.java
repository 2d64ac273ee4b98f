package dev.portcullis.gateway.apikey;

/** The key store could not be read or written. */
public final class KeyStoreFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public KeyStoreFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
