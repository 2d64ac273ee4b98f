package dev.portcullis.edge.http;

/** Something that may take too long, and is looked at now and then. */
@FunctionalInterface
interface Watched {
  /** Ends it where it took too long. Called on its loop. */
  void look(long nowNanos);
}
