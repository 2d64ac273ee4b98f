package dev.portcullis.app.reload;

/** What can have another configuration while it serves: all of it, or nothing of it. */
@FunctionalInterface
public interface Reloadable {

  /** Never throws for what is wrong with the candidate: that is an outcome. */
  Outcome reload(Candidate candidate);
}
