package dev.portcullis.gateway.oauth;

import java.nio.ByteBuffer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A signed token in its compact form, read by us before any library sees it. Nothing in it is
 * proven yet: it says by which key it wants to be judged, and what it would say if it were genuine.
 *
 * @param signed what the signature is over
 * @param signature in base64url, known to be canonical
 */
record CompactJws(JoseHeader header, ObjectNode claims, String signed, String signature) {

  static final int MAX_CHARS = 8 * 1024;

  private static final int MAX_SIGNATURE_BYTES = 1024;

  static CompactJws of(String text) {
    if (text.length() > MAX_CHARS) {
      throw Refusal.invalid("a token that is too long");
    }
    var afterHeader = text.indexOf('.');
    var afterClaims = text.indexOf('.', afterHeader + 1);
    if (afterHeader < 0 || afterClaims < 0 || text.indexOf('.', afterClaims + 1) >= 0) {
      throw Refusal.invalid("a token that has not three parts");
    }
    var header = JoseHeader.of(json(text.substring(0, afterHeader)));
    var claims = json(text.substring(afterHeader + 1, afterClaims));
    var signature = text.substring(afterClaims + 1);
    if (signature.isEmpty() || decoded(signature).length > MAX_SIGNATURE_BYTES) {
      throw Refusal.invalid("no signature, or one that is too long");
    }
    return new CompactJws(header, claims, text.substring(0, afterClaims), signature);
  }

  private static ObjectNode json(String part) {
    return StrictJson.object(ByteBuffer.wrap(decoded(part)))
        .orElseThrow(() -> Refusal.invalid("a part that is not strictly JSON"));
  }

  private static byte[] decoded(String part) {
    return Base64Url.decode(part)
        .orElseThrow(() -> Refusal.invalid("a part that is not canonical base64url"));
  }
}
