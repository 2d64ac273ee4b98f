package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How a listener is secured: {@code {certificate, key}}, or one word.
 *
 * @param kind told by the word, or by the two files
 */
public record TlsConfig(
    @Says("Where the certificate comes from.") @Default("files") Kind kind,
    @Says("The certificate chain, PEM; read again when the file changes.")
        Optional<Path> certificate,
    @Says("Its private key, PEM (PKCS #8).") Optional<Path> key) {

  /** Where the certificate comes from. */
  public enum Kind {
    /** Two files of the operator's. */
    FILES,
    /** Made at first start for localhost; never for a gateway that others reach. */
    DEVELOPMENT,
    /** No TLS at all: for a listener behind one that has it, or HTTP/2 by prior knowledge. */
    CLEAR_TEXT
  }

  /** Who signs development certificates, as a distinguished name. */
  public static final String DEVELOPMENT_AUTHORITY = "CN=Portcullis development authority";

  public TlsConfig {
    if ((kind == Kind.FILES) != (certificate.isPresent() && key.isPresent())) {
      throw new IllegalArgumentException(
          "tls (expected: both `certificate` and `key` | development | clear_text)");
    }
  }

  /** The short form: one word. */
  public static TlsConfig parse(String word) {
    for (var kind : Kind.values()) {
      if (kind != Kind.FILES && kind.name().toLowerCase(Locale.ROOT).equals(word)) {
        return new TlsConfig(kind, Optional.empty(), Optional.empty());
      }
    }
    throw new IllegalArgumentException(
        "`" + word + "` (expected: {certificate, key} | development | clear_text)");
  }
}
