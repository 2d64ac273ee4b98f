package dev.portcullis.edge.surfaces.jsontext;

import dev.portcullis.edge.surfaces.Refused;
import java.util.Arrays;
import java.util.Base64;

/** Reads base64 (RFC 4648, section 4) where the same bytes have no other spelling. */
public final class StrictBase64 {

  private StrictBase64() {}

  /** The bytes that a text at the pointer spells. */
  public static byte[] decode(String text, String pointer) {
    try {
      var data = Base64.getDecoder().decode(text);
      // The decoder forgives missing padding and stray bits; one picture has one spelling here.
      if (text.length() % 4 == 0 && tailIsCanonical(text, data)) {
        return data;
      }
    } catch (IllegalArgumentException _) {
      // Its message quotes the text; ours must not.
    }
    throw Refused.invalid(pointer, "base64 with padding (RFC 4648, section 4), and nothing else");
  }

  private static boolean tailIsCanonical(String text, byte[] data) {
    int last = data.length - data.length % 3;
    var tail = Arrays.copyOfRange(data, last, data.length);
    return text.endsWith(Base64.getEncoder().encodeToString(tail));
  }
}
