package dev.portcullis.kernel.call;

/** What a call asks of a model. */
public enum Operation {
  PREDICT,
  CHAT,
  EMBED,
  /** Reads a model's metadata or state; no model runs. */
  DESCRIBE,
  /** A call to a JSON API whose meaning only its own document knows. */
  INVOKE
}
