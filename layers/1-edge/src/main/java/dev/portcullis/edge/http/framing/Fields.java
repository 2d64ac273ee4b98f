package dev.portcullis.edge.http.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/**
 * The header fields of one head that matter to framing, gathered line by line and judged at its
 * end. Each answers with what is wrong, or with {@link #GOOD}.
 */
final class Fields {
  static final String GOOD = "";

  /** Length of a message whose body is chunked. */
  static final long CHUNKED = -1;

  private static final int MAX_LENGTH_DIGITS = 18;
  private static final String CHUNKED_CODING = "chunked";

  private long length;
  private Seen lengthField = Seen.NOT_YET;
  private Seen coding = Seen.NOT_YET;
  private Seen host = Seen.NOT_YET;
  private final H2cOffer offer = new H2cOffer();

  private enum Seen {
    NOT_YET,
    ONCE
  }

  void reset() {
    length = 0;
    lengthField = Seen.NOT_YET;
    coding = Seen.NOT_YET;
    host = Seen.NOT_YET;
    offer.reset();
  }

  /** Bytes of body that follow the head, or {@link #CHUNKED}. */
  long bodyLength() {
    return coding == Seen.ONCE ? CHUNKED : length;
  }

  String add(FieldName name, byte[] value, int size) {
    return switch (name) {
      case CONTENT_LENGTH -> addLength(value, size);
      case TRANSFER_ENCODING -> addCoding(text(value, size));
      case HOST -> addHost(text(value, size));
      case CONNECTION -> connection(text(value, size));
      case EXPECT -> expect(text(value, size));
      case UPGRADE -> offer.addProtocol(text(value, size));
      case HTTP2_SETTINGS -> offer.addSettings(text(value, size));
      case TRAILER -> "trailer announced";
      case OTHER -> GOOD;
    };
  }

  String judge() {
    if (host == Seen.NOT_YET) {
      return "no host";
    }
    if (lengthField == Seen.ONCE && coding == Seen.ONCE) {
      return "both content-length and transfer-encoding";
    }
    return offer.judge();
  }

  private String addLength(byte[] value, int size) {
    if (lengthField == Seen.ONCE) {
      return "repeated content-length";
    }
    lengthField = Seen.ONCE;
    if (size == 0 || size > MAX_LENGTH_DIGITS || (size > 1 && value[0] == '0')) {
      return "content-length is no plain number";
    }
    for (var i = 0; i < size; i++) {
      if (!Octets.isDigit(value[i])) {
        return "content-length is no plain number";
      }
      length = length * 10 + (value[i] - '0');
    }
    return GOOD;
  }

  private String addCoding(String value) {
    if (coding == Seen.ONCE) {
      return "repeated transfer-encoding";
    }
    coding = Seen.ONCE;
    return value.equals(CHUNKED_CODING) ? GOOD : "transfer-encoding other than chunked";
  }

  private String addHost(String value) {
    if (host == Seen.ONCE) {
      return "repeated host";
    }
    host = Seen.ONCE;
    return Authority.isWellFormed(value) ? GOOD : "ill-formed host";
  }

  private String connection(String value) {
    for (var option : value.split(",", -1)) {
      var wrong = option(option.strip().toLowerCase(Locale.ROOT));
      if (!wrong.equals(GOOD)) {
        return wrong;
      }
    }
    return GOOD;
  }

  /** What says whether the connection stays, or belongs to an offer: others name other fields. */
  private String option(String option) {
    return switch (option) {
      case "close", "keep-alive", "te" -> GOOD;
      case "upgrade" -> offer.addUpgradeOption();
      case "http2-settings" -> offer.addSettingsOption();
      default -> "connection option";
    };
  }

  private static String expect(String value) {
    return value.equalsIgnoreCase("100-continue") ? GOOD : "expectation";
  }

  private static String text(byte[] value, int size) {
    return new String(value, 0, size, ISO_8859_1);
  }
}
