package dev.portcullis.edge.upstream;

import io.vertx.core.http.HttpClientResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an answer's head must not say, beside what the framing already refused. */
final class AnswerCheck {

  /** What those in front of a model say for it where it cannot be reached. */
  private static final Set<Integer> UNREACHED = Set.of(502, 503, 504);

  private AnswerCheck() {}

  /** What the answer says of the address that gave it, where it cannot be passed on. */
  static Ended ended(HttpClientResponse refused) {
    return UNREACHED.contains(refused.statusCode()) ? Ended.FAILED : Ended.FAULTY;
  }

  /** Why the answer cannot be passed on, or empty where it can. */
  static Optional<String> refusal(HttpClientResponse response) {
    int status = response.statusCode();
    if (status >= 500) {
      return Optional.of("answered " + status);
    }
    if (status >= 300 && status < 400) {
      // Redirects are never followed, and would only tell the caller of addresses inside.
      return Optional.of("answered with a redirect");
    }
    if (status == 401 || status == 407) {
      // Callers' credentials never go upstream, so it is ours that it does not take.
      return Optional.of("does not take our credential");
    }
    var encodings = response.headers().getAll("content-encoding");
    if (!encodings.isEmpty() && !encodings.equals(List.of("identity"))) {
      return Optional.of("compressed what it was not asked to");
    }
    if (response.headers().getAll("content-type").size() > 1) {
      return Optional.of("named more than one media type");
    }
    return Optional.empty();
  }
}
