package dev.portcullis.edge.http;

import dev.portcullis.kernel.CredentialEnding;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;

/** Writes {@code Deprecation} (RFC 9745) and {@code Sunset} (RFC 8594). */
final class EndingFields {

  private static final AsciiString DEPRECATION = AsciiString.cached("deprecation");
  private static final AsciiString SUNSET = AsciiString.cached("sunset");

  private EndingFields() {}

  static void add(MultiMap headers, CredentialEnding ending) {
    headers.set(DEPRECATION, "@" + ending.from().getEpochSecond());
    headers.set(SUNSET, HttpDate.text(ending.at()));
  }
}
