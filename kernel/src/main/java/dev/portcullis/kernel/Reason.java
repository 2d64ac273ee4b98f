package dev.portcullis.kernel;

/** Why a caller was refused: what the caller may know, as an HTTP status, a code and a sentence. */
public enum Reason {
  MALFORMED(400, "malformed", "The request could not be understood."),
  UNAUTHENTICATED(401, "unauthenticated", "A valid credential is required."),
  FORBIDDEN(403, "forbidden", "The credential does not allow this."),
  BLOCKED(403, "blocked", "The request was blocked by policy."),
  CONTAINED(403, "contained", "Access is suspended for now."),
  NOT_FOUND(404, "not_found", "There is no such model, object or route."),
  METHOD_NOT_ALLOWED(405, "method_not_allowed", "The route does not take this method."),
  CONFLICT(409, "conflict", "Something else stands there under that name."),
  STORAGE_FULL(403, "storage_full", "The caller's share of storage is full; delete something."),
  TOO_LARGE(413, "too_large", "The body is larger than the route allows."),
  URI_TOO_LONG(414, "uri_too_long", "The request target is too long."),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type", "The route does not take this type."),
  MISDIRECTED(421, "misdirected", "This host is not served here."),
  INVALID(422, "invalid", "The request does not fit the model's contract."),
  FETCH_REFUSED(422, "fetch_refused", "The address may not be fetched."),
  FETCH_FAILED(422, "fetch_failed", "The address could not be fetched."),
  QUOTA_EXCEEDED(429, "quota_exceeded", "The limit is reached; waiting helps."),
  HEADERS_TOO_LARGE(431, "headers_too_large", "The header is larger than allowed."),
  CONTROL_FAILED(503, "control_failed", "A security control could not decide."),
  NOT_RECORDED(503, "not_recorded", "The request could not be recorded."),
  OVERLOADED(503, "overloaded", "The gateway is at its limit; try again later."),
  RECEIPT_REFUSED(503, "receipt_refused", "The request did not pass every control."),
  MODEL_UNAVAILABLE(503, "model_unavailable", "The model is not available now."),
  MODEL_FAILED(502, "model_failed", "The model did not give a valid answer."),
  ANSWER_BLOCKED(502, "answer_blocked", "The model's answer was withheld by policy."),
  DEADLINE_EXCEEDED(504, "deadline_exceeded", "The answer did not come in time.");

  private final int status;
  private final String code;
  private final String sentence;

  Reason(int status, String code, String sentence) {
    this.status = status;
    this.code = code;
    this.sentence = sentence;
  }

  /** The HTTP status. 408, 409, 429 and 5xx are retried by SDKs, so a block is 403 or 422. */
  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** One sentence that is the same for every caller and says nothing of the request. */
  public String sentence() {
    return sentence;
  }
}
