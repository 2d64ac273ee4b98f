package dev.portcullis.edge.surfaces.jsontext;

import dev.portcullis.edge.surfaces.Refused;
import dev.portcullis.kernel.call.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Bytes within a text, as {@code data:} URIs (RFC 2397) in one form: a media type without
 * parameters, and base64.
 */
public final class DataUri {

  private static final String SCHEME = "data:";
  private static final String ENCODING = ";base64,";
  private static final String EXPECTATION = "data:<type>/<subtype>;base64,<bytes>";

  /** RFC 6838 lets each half have 127. */
  private static final int MAX_MEDIA_TYPE_CHARS = 255;

  private DataUri() {}

  /** Whether a text is such a URI, well-formed or not; schemes have no case. */
  public static boolean is(String text) {
    return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** The bytes in a URI that stands at the pointer. */
  public static Content.Bytes read(String uri, String pointer) {
    int typeEnd = uri.indexOf(';');
    if (!is(uri) || typeEnd < 0 || !uri.startsWith(ENCODING, typeEnd)) {
      throw Refused.invalid(pointer, EXPECTATION);
    }
    var mediaType = uri.substring(SCHEME.length(), typeEnd).toLowerCase(Locale.ROOT);
    if (!isMediaType(mediaType)) {
      throw Refused.invalid(pointer, EXPECTATION);
    }
    var data = StrictBase64.decode(uri.substring(typeEnd + ENCODING.length()), pointer);
    return new Content.Bytes(ByteBuffer.wrap(data), mediaType);
  }

  /** The URI that holds these bytes. */
  public static String write(Content.Bytes content) {
    var encoded = Base64.getEncoder().encode(content.data().duplicate());
    return SCHEME + content.mediaType() + ENCODING + StandardCharsets.ISO_8859_1.decode(encoded);
  }

  private static boolean isMediaType(String text) {
    int slash = text.indexOf('/');
    return text.length() <= MAX_MEDIA_TYPE_CHARS
        && slash > 0
        && slash < text.length() - 1
        && slash == text.lastIndexOf('/')
        && text.chars().allMatch(DataUri::isTypeCharacter);
  }

  private static boolean isTypeCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "/!#$&-^_.+".indexOf(c) >= 0;
  }
}
