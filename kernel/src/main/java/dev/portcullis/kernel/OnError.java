package dev.portcullis.kernel;

/** What a control that threw, timed out or gave no verdict has said. */
public enum OnError {
  /** It has denied: the default. */
  DENY,
  /** It has passed, by a choice written in the policy and shown on the trail. */
  ALLOW
}
