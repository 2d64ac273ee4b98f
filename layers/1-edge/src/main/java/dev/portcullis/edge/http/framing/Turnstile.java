package dev.portcullis.edge.http.framing;

/** Lets one exchange after the other through a connection that carries one at a time. */
public interface Turnstile {
  /** Of a connection whose exchanges do not wait for each other: HTTP/2. */
  Turnstile MULTIPLEXED = new Multiplexed();

  /** Whether part of a head has come and the rest is awaited. */
  boolean isInHead();

  /** Whether the answer given now has to be the connection's last. */
  boolean isLast();

  /** Makes the answer given next the connection's last. */
  void makeLast();

  /**
   * The answer to the message passed on has left. Were it given before the message was complete,
   * the rest would be taken for a next one: so that is the connection's last.
   */
  void answered();

  /** Ends the connection: nothing more is read, and it closes once the client could read why. */
  void end();

  /** Closes the connection at once, whatever is still to be sent. */
  void cut();
}
