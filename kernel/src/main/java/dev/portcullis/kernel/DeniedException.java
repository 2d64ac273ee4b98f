package dev.portcullis.kernel;

import java.util.Objects;
import java.util.concurrent.CompletionException;

/** Carries a denial out of a chain of stages. It has no stack trace: a refusal is no accident. */
public final class DeniedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final System.Logger LOG = System.getLogger(DeniedException.class.getName());

  private final transient Denial denial;

  public DeniedException(Denial denial) {
    super(denial.reason().code() + ": " + denial.detail(), null, false, false);
    this.denial = Objects.requireNonNull(denial);
  }

  public DeniedException(Reason reason, String detail) {
    this(Denial.of(reason, detail));
  }

  /** A backend's refusal before its model had anything of the call: nobody pays for it. */
  public static DeniedException unreached(Reason reason, String detail) {
    return new DeniedException(Denial.unreached(reason, detail));
  }

  public Denial denial() {
    return denial;
  }

  /**
   * The denial that a failure stands for; what is not a denial has failed under {@code reason}. Of
   * such a failure the class alone is told: messages of the JDK quote what they could not read.
   */
  public static Denial denialOf(Throwable failure, Reason reason) {
    var cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof DeniedException denied ? denied.denial() : unforeseen(reason, cause);
  }

  private static Denial unforeseen(Reason reason, Throwable cause) {
    LOG.log(System.Logger.Level.DEBUG, "unforeseen failure", cause);
    return Denial.of(reason, cause.getClass().getName());
  }
}
