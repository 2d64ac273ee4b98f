package dev.portcullis.bench.drill;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A way to keep a server waiting. */
enum SlowKind {
  /** A request whose head never ends: a byte a second. */
  SLOW_HEAD("head"),
  /** A request whose body never ends: a byte a second, with a key that is good. */
  SLOW_BODY("body"),
  /** A large answer, taken far below any reasonable rate. */
  SLOW_READ("read"),
  /** A TLS handshake that stops within its first message. */
  STALLED_HANDSHAKE("stall"),
  /** A whole TLS handshake, and then nothing. */
  IDLE("idle");

  /** How many bytes a slow reader takes in a step of a second. */
  static final int READ_BYTES_PER_STEP = 64;

  // Four kinds of equal share; the fourth, a connection that is merely there, has two forms.
  private static final SlowKind[] TURNS = {
    SLOW_HEAD, SLOW_BODY, SLOW_READ, STALLED_HANDSHAKE, SLOW_HEAD, SLOW_BODY, SLOW_READ, IDLE
  };

  /** The record header and the beginning of a ClientHello that is announced as 512 bytes. */
  private static final byte[] HALF_A_HELLO =
      HexFormat.of().parseHex("1603010200010001fc0303" + "5a".repeat(20));

  private final String word;

  SlowKind(String word) {
    this.word = word;
  }

  /** The kind of the nth connection. */
  static SlowKind ofTurn(int n) {
    return TURNS[n % TURNS.length];
  }

  static SlowKind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of slowness: " + word));
  }

  String word() {
    return word;
  }

  /** Whether it goes to the listener with TLS. */
  boolean isEncrypted() {
    return switch (this) {
      case SLOW_HEAD, SLOW_BODY, SLOW_READ -> false;
      case STALLED_HANDSHAKE, IDLE -> true;
    };
  }

  /** What is sent at once. */
  byte[] burst(String key) {
    return switch (this) {
      case SLOW_HEAD ->
          ascii("POST /v1/models/fashion:predict HTTP/1.1\r\nHost: localhost\r\nX-A: ");
      case SLOW_BODY ->
          ascii(
              "POST /v1/models/fashion:predict HTTP/1.1\r\nHost: localhost\r\nx-api-key: "
                  + key
                  + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
      case SLOW_READ -> ascii("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
      case STALLED_HANDSHAKE -> HALF_A_HELLO.clone();
      case IDLE -> new byte[0];
    };
  }

  /** What is sent in a step of a second. */
  byte[] drip() {
    return switch (this) {
      case SLOW_HEAD -> ascii("a");
      case SLOW_BODY -> ascii(" ");
      case SLOW_READ, STALLED_HANDSHAKE, IDLE -> new byte[0];
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
