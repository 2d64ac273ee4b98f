package dev.portcullis.kernel.port;

/**
 * What one exchange may hold of the memory that all of them share. Whatever it took and did not
 * give back is given back when it ends.
 */
public interface Memory {

  /** Without a bound: for work that no client's exchange waits for. */
  Memory UNBOUNDED = new UnboundedMemory();

  /** Takes so many bytes more, or none at all; without them the answer is OVERLOADED, at once. */
  boolean take(long bytes);

  /** Gives back so many of those that were taken. */
  void giveBack(long bytes);
}
