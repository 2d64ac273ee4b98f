package dev.portcullis.edge.http;

import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.QuotaState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a refusal as {@code application/problem+json} (RFC 9457). It says what the reason says and
 * never the denial's detail, which is for the audit alone.
 */
public final class Problem {
  /** The media type of what this writes. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_BYTES = 256;

  private Problem() {}

  /**
   * The refusal in JSON.
   *
   * @param policy the policy that stood on the route; empty where the request reached none
   */
  public static Written of(Denial denial, String requestId, String policy) {
    var bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(json, denial, requestId, policy);
    }
    var body = List.of(ByteBuffer.wrap(bytes.toByteArray()));
    return new Written(denial.reason().status(), MEDIA_TYPE, Map.of(), body);
  }

  private static void write(JsonGenerator json, Denial denial, String requestId, String policy) {
    var reason = denial.reason();
    json.writeStartObject();
    json.writeStringProperty("type", "urn:portcullis:problem:" + reason.code());
    json.writeStringProperty("title", reason.sentence());
    json.writeNumberProperty("status", reason.status());
    json.writeStringProperty("code", reason.code());
    json.writeStringProperty("request_id", requestId);
    if (!policy.isEmpty()) {
      json.writeStringProperty("policy", policy);
    }
    writeViolations(json, denial);
    writeQuota(json, denial);
    json.writeEndObject();
  }

  /** Which quota is used up: its name in the {@code RateLimit} field. */
  private static void writeQuota(JsonGenerator json, Denial denial) {
    for (var fact : denial.facts()) {
      if (fact instanceof QuotaState state && !state.windows().isEmpty()) {
        json.writeStringProperty("quota", state.windows().getFirst().policy());
        return;
      }
    }
  }

  private static void writeViolations(JsonGenerator json, Denial denial) {
    if (denial.violations().isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("violations");
    for (var violation : denial.violations()) {
      json.writeStartObject();
      json.writeStringProperty("pointer", violation.pointer());
      json.writeStringProperty("expectation", violation.expectation());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
