package dev.portcullis.edge.tls;

import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;

/** What does TLS here. */
public enum TlsEngine {
  /** BoringSSL, through netty-tcnative. */
  BORINGSSL,
  /** The JDK's own, where the native library cannot be loaded. */
  JDK;

  /** The one that is used in this process. */
  public static TlsEngine chosen() {
    return OpenSSLEngineOptions.isAvailable() ? BORINGSSL : JDK;
  }

  /** Its name and version, for the status page. */
  public String description() {
    return switch (this) {
      case BORINGSSL -> OpenSsl.versionString();
      case JDK -> "JDK " + Runtime.version().feature();
    };
  }

  /** What Vert.x is told to use it. */
  public SSLEngineOptions options() {
    return switch (this) {
      case BORINGSSL -> new OpenSSLEngineOptions();
      case JDK -> new JdkSSLEngineOptions();
    };
  }
}
