package dev.portcullis.app.cli;

/** What a verb could not do, in a line for whoever asked. It has no stack trace: nothing broke. */
public final class Complaint extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Complaint(String line) {
    super(line, null, false, false);
  }
}
