package dev.portcullis.gateway.apikey;

/** A key's public id: eight base-62 characters, safe to log and to show. */
public record KeyId(String value) {

  static final int LENGTH = 8;

  public KeyId {
    if (value.length() != LENGTH || !Base62.holds(value)) {
      throw new IllegalArgumentException("key id: expected: 8 characters of A-Z, a-z, 0-9");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
