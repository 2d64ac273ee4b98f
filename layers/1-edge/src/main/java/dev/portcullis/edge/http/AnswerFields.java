package dev.portcullis.edge.http;

import dev.portcullis.edge.http.routing.Cors;
import dev.portcullis.kernel.Challenge;
import dev.portcullis.kernel.CredentialEnding;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Fact;
import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Step;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** The header fields that every answer has, and those that its exchange gives it. */
final class AnswerFields {
  static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");

  private static final AsciiString NOSNIFF_NAME = AsciiString.cached("x-content-type-options");
  private static final AsciiString NOSNIFF = AsciiString.cached("nosniff");
  private static final AsciiString WWW_AUTHENTICATE = AsciiString.cached("www-authenticate");
  private static final AsciiString BEARER = AsciiString.cached("Bearer");
  private static final AsciiString RETRY_AFTER = AsciiString.cached("retry-after");
  private static final AsciiString A_SECOND = AsciiString.cached("1");
  private static final AsciiString NO_STORE = AsciiString.cached("no-store");
  private static final AsciiString SERVER_TIMING = AsciiString.cached("server-timing");
  private static final AsciiString EXPOSED =
      AsciiString.cached(
          "x-request-id, ratelimit, ratelimit-policy, retry-after, deprecation, sunset");

  private AnswerFields() {}

  static void addCommon(MultiMap headers, String requestId) {
    headers.add(HttpHeaders.DATE, HttpDate.at(System.currentTimeMillis()));
    headers.add(REQUEST_ID, requestId);
    headers.add(NOSNIFF_NAME, NOSNIFF);
    headers.add(HttpHeaders.CACHE_CONTROL, NO_STORE);
  }

  /**
   * What would help: with 401 an answer must say which credential (RFC 9110, section 11.6.1), and
   * what was wrong with a token that was shown (RFC 6750, section 3); who comes at a bad moment is
   * told when to come again.
   */
  static void addAdvice(MultiMap headers, Denial denial) {
    for (var fact : denial.facts()) {
      if (fact instanceof Challenge challenge) {
        headers.set(WWW_AUTHENTICATE, BEARER + " error=\"" + challenge.error() + "\"");
        return;
      }
    }
    var reason = denial.reason();
    if (reason == Reason.UNAUTHENTICATED) {
      headers.set(WWW_AUTHENTICATE, BEARER);
    } else if (reason == Reason.OVERLOADED) {
      headers.set(RETRY_AFTER, A_SECOND);
    }
  }

  static void addFacts(MultiMap headers, List<? extends Fact> facts) {
    for (var fact : facts) {
      if (fact instanceof QuotaState state) {
        RateLimitFields.add(headers, state);
      } else if (fact instanceof CredentialEnding ending) {
        EndingFields.add(headers, ending);
      }
    }
  }

  /** Lets a page of another origin read the answer, where the route's settings name that origin. */
  static void addOrigin(MultiMap headers, Cors cors, Optional<String> origin) {
    if (cors.origins().isEmpty()) {
      return;
    }
    headers.add("vary", "origin");
    origin.filter(cors::admits).ifPresent(admitted -> admit(headers, cors, admitted));
  }

  private static void admit(MultiMap headers, Cors cors, String origin) {
    headers.set("access-control-allow-origin", origin);
    headers.set("access-control-expose-headers", EXPOSED);
    if (cors.credentials() == Cors.Credentials.ALLOW) {
      headers.set("access-control-allow-credentials", "true");
    }
  }

  /** How long each control took, in milliseconds: for those who operate it, so by choice. */
  static void addTiming(MultiMap headers, List<Step> trail) {
    var text = new StringBuilder(trail.size() * 24);
    for (var step : trail) {
      if (!text.isEmpty()) {
        text.append(", ");
      }
      text.append(token(step.control())).append(";dur=").append(step.took().toNanos() / 1e6);
    }
    if (!text.isEmpty()) {
      headers.add(SERVER_TIMING, text);
    }
  }

  /** A control's name where it is a token, as names of controls are. */
  private static String token(String name) {
    return RequestId.isWellFormed(name) ? name : "control";
  }
}
