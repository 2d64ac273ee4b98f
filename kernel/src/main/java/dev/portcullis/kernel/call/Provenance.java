package dev.portcullis.kernel.call;

/** Who wrote a part. */
public enum Provenance {
  SYSTEM,
  DEVELOPER,
  USER,
  TOOL,
  RETRIEVED
}
