package dev.portcullis.edge.http;

import dev.portcullis.kernel.QuotaState;
import io.vertx.core.MultiMap;
import java.time.Duration;

/** Writes {@code RateLimit}, {@code RateLimit-Policy} and {@code Retry-After} as IETF drafted. */
final class RateLimitFields {
  private RateLimitFields() {}

  static void add(MultiMap headers, QuotaState state) {
    if (!state.windows().isEmpty()) {
      headers.add("ratelimit", limits(state));
      headers.add("ratelimit-policy", policies(state));
    }
    state
        .retryAfter()
        .ifPresent(wait -> headers.set("retry-after", Long.toString(Math.max(1, seconds(wait)))));
  }

  private static String limits(QuotaState state) {
    var text = new StringBuilder(48);
    for (var window : state.windows()) {
      separate(text);
      quoted(text, window.policy());
      text.append(";r=").append(Math.max(0, window.remaining()));
      text.append(";t=").append(seconds(window.reset()));
    }
    return text.toString();
  }

  private static String policies(QuotaState state) {
    var text = new StringBuilder(48);
    for (var window : state.windows()) {
      separate(text);
      quoted(text, window.policy());
      text.append(";q=").append(window.limit());
      text.append(";w=").append(seconds(window.length()));
    }
    return text.toString();
  }

  private static void separate(StringBuilder text) {
    if (!text.isEmpty()) {
      text.append(", ");
    }
  }

  /** A structured field's string: visible ASCII, with quote and backslash escaped. */
  private static void quoted(StringBuilder text, String name) {
    text.append('"');
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      text.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    text.append('"');
  }

  /** Whole seconds, rounded up: who waits that long has waited long enough. */
  private static long seconds(Duration duration) {
    return Math.max(0, duration.toMillis() + 999) / 1000;
  }
}
