package dev.portcullis.edge.http.framing;

import java.util.List;
import java.util.stream.Stream;

/** The names of header fields that decide how a message is framed or where it goes. */
enum FieldName {
  CONTENT_LENGTH("content-length"),
  TRANSFER_ENCODING("transfer-encoding"),
  HOST("host"),
  CONNECTION("connection"),
  EXPECT("expect"),
  UPGRADE("upgrade"),
  HTTP2_SETTINGS("http2-settings"),
  TRAILER("trailer"),
  /** Any other name: of no concern to framing. */
  OTHER("");

  /** Longest name that is kept while it is read: a longer one is none of these, nor like one. */
  static final int LONGEST = 40;

  private static final List<FieldName> FRAMING =
      Stream.of(values()).filter(name -> name != OTHER).toList();

  private final String name;
  private final String letters;

  FieldName(String name) {
    this.name = name;
    this.letters = name.replace("-", "");
  }

  static FieldName of(byte[] lowerCase, int length) {
    for (var candidate : FRAMING) {
      if (candidate.isNamed(lowerCase, length)) {
        return candidate;
      }
    }
    return OTHER;
  }

  /** Whether the name has a framing field's letters in order but is not it: Transfer_Encoding. */
  static boolean isLookAlike(byte[] lowerCase, int length) {
    for (var candidate : FRAMING) {
      if (candidate.hasLettersOf(lowerCase, length)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNamed(byte[] lowerCase, int length) {
    if (name.length() != length) {
      return false;
    }
    for (var i = 0; i < length; i++) {
      if (name.charAt(i) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean hasLettersOf(byte[] lowerCase, int length) {
    var matched = 0;
    for (var i = 0; i < length; i++) {
      var b = lowerCase[i];
      if ((b >= 'a' && b <= 'z') || Octets.isDigit(b)) {
        if (matched == letters.length() || letters.charAt(matched) != b) {
          return false;
        }
        matched++;
      }
    }
    return matched == letters.length();
  }
}
