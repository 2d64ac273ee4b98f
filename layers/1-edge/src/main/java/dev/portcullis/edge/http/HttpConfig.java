package dev.portcullis.edge.http;

import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.Http2ServerConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocketServerConfig;

/** What Vert.x is told: versions by transport, and every limit of its own that we rely on. */
final class HttpConfig {
  /** Large bodies come in pieces of this size: as much as one read gives. */
  private static final int PIECE_BYTES = 64 * 1024;

  private static final int STREAM_WINDOW_BYTES = 256 * 1024;
  private static final int CONNECTION_WINDOW_BYTES = 1024 * 1024;

  private HttpConfig() {}

  static HttpServerConfig of(ListenerSettings listener, EdgeLimits limits) {
    var config = new HttpServerConfig();
    config.setHttp1Config(http1(limits));
    // Its extensions would put a handler into every connection; upgrades are refused anyway.
    config.setWebSocketConfig(
        new WebSocketServerConfig()
            .setUsePerFrameCompression(false)
            .setUsePerMessageCompression(false));
    switch (listener.transport()) {
      case ListenerSettings.Transport.Encrypted _ -> {
        config.setVersions(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2);
        config.setHttp2Config(http2(limits.http2(), limits));
      }
      case ListenerSettings.Transport.ClearText _ -> config.setVersions(HttpVersion.HTTP_1_1);
    }
    return config;
  }

  /** The guard has judged the head already: a little more here, so that it is the one who says. */
  private static Http1ServerConfig http1(EdgeLimits limits) {
    return new Http1ServerConfig()
        .setMaxInitialLineLength(limits.framing().maxTargetBytes() + 64)
        .setMaxHeaderSize(limits.framing().maxHeaderBytes() + 1024)
        .setMaxChunkSize(PIECE_BYTES);
  }

  private static Http2ServerConfig http2(EdgeLimits.Http2 http2, EdgeLimits limits) {
    return new Http2ServerConfig()
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(http2.concurrentStreams())
                .setMaxHeaderListSize(limits.framing().maxHeaderBytes())
                .setInitialWindowSize(STREAM_WINDOW_BYTES))
        .setConnectionWindowSize(CONNECTION_WINDOW_BYTES)
        .setRstFloodMaxRstFramePerWindow(http2.resetsPerWindow())
        .setRstFloodWindowDuration(http2.window())
        .setMaxSmallContinuationFrames(http2.continuationFrames());
  }
}
