package dev.portcullis.edge.surfaces.openai;

import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.edge.surfaces.tensors.JsonBody;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Violation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Refusals in the shape that OpenAI's SDKs turn into their exceptions. */
final class OpenAiErrors {

  private static final Map<Integer, String> TYPES =
      Map.of(
          401, "authentication_error",
          403, "permission_error",
          404, "not_found_error",
          429, "rate_limit_error");

  private OpenAiErrors() {}

  static Written write(Denial denial, String requestId) {
    var body = body(denial, requestId);
    return new Written(denial.reason().status(), "application/json", Map.of(), List.of(body));
  }

  /** The same as the last event of a stream. No {@code [DONE]} follows it. */
  static ByteBuffer event(Denial denial, String requestId) {
    return ServerSentEvents.event(body(denial, requestId));
  }

  private static ByteBuffer body(Denial denial, String requestId) {
    return JsonBody.of(json -> write(json, denial, requestId));
  }

  private static void write(JsonGenerator json, Denial denial, String requestId) {
    var reason = denial.reason();
    json.writeStartObject();
    json.writeObjectPropertyStart("error");
    json.writeStringProperty("message", message(denial));
    json.writeStringProperty("type", type(reason.status()));
    json.writeStringProperty("code", reason.code());
    if (denial.violations().isEmpty()) {
      json.writeNullProperty("param");
    } else {
      json.writeStringProperty("param", denial.violations().getFirst().pointer());
    }
    json.writeStringProperty("request_id", requestId);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String message(Denial denial) {
    var sentence = denial.reason().sentence();
    return denial.violations().stream()
        .findFirst()
        .map(Violation::expectation)
        .map(expectation -> sentence + " Expected: " + expectation + '.')
        .orElse(sentence);
  }

  private static String type(int status) {
    if (status >= 500) {
      return "server_error";
    }
    return TYPES.getOrDefault(status, "invalid_request_error");
  }
}
