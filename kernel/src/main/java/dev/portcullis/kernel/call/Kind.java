package dev.portcullis.kernel.call;

/** What a part is, and so which controls judge it and how. */
public enum Kind {
  TEXT,
  CODE,
  TENSOR,
  IMAGE,
  URL,
  BASE64,
  STRUCTURE
}
