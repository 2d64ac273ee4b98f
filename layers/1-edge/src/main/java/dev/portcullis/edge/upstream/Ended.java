package dev.portcullis.edge.upstream;

/** What a call's end says of the address it went to. */
enum Ended {
  /** It answered. */
  WELL,

  /** It could not be reached, or the connection broke: so it would go for everybody. */
  FAILED,

  /** It gave no answer that can be used, which may be its fault or this one call's. */
  FAULTY,

  /** Nothing. */
  UNDECIDED
}
