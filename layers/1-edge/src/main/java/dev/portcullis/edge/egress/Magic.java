package dev.portcullis.edge.egress;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What first bytes say of a body's type, to be compared with what its sender says. */
enum Magic {
  PNG("image/png", "\u0089PNG\r\n\u001a\n"),
  JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
  GIF_87("image/gif", "GIF87a"),
  GIF_89("image/gif", "GIF89a"),
  BMP("image/bmp", "BM");

  private static final String RIFF = "RIFF";
  private static final String WEBP = "WEBP";
  private static final int WEBP_AT = 8;

  private final String mediaType;
  private final String prefix;

  Magic(String mediaType, String prefix) {
    this.mediaType = mediaType;
    this.prefix = prefix;
  }

  /**
   * Whether the bytes may be of that type: a picture must look like one of its kind, JSON must
   * begin like JSON, and nothing else may look like a picture.
   */
  static boolean agrees(String mediaType, ByteBuffer body) {
    var seen = pictureType(body);
    if (mediaType.startsWith("image/")) {
      return seen.filter(mediaType::equals).isPresent();
    }
    if (mediaType.equals("application/json") || mediaType.endsWith("+json")) {
      return beginsLikeJson(body);
    }
    return seen.isEmpty();
  }

  private static Optional<String> pictureType(ByteBuffer body) {
    if (begins(body, 0, RIFF) && begins(body, WEBP_AT, WEBP)) {
      return Optional.of("image/webp");
    }
    return Arrays.stream(values())
        .filter(magic -> begins(body, 0, magic.prefix))
        .map(magic -> magic.mediaType)
        .findFirst();
  }

  private static boolean beginsLikeJson(ByteBuffer body) {
    for (int i = body.position(); i < body.limit(); i++) {
      byte octet = body.get(i);
      if (octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n') {
        return octet == '{' || octet == '[';
      }
    }
    return false;
  }

  private static boolean begins(ByteBuffer body, int at, String text) {
    var wanted = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    int length = wanted.remaining();
    return body.remaining() >= at + length
        && body.slice(body.position() + at, length).equals(wanted);
  }
}
