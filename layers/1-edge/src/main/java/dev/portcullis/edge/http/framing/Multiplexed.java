package dev.portcullis.edge.http.framing;

/** Streams have their own ends, so nothing waits. */
final class Multiplexed implements Turnstile {
  @Override
  public boolean isInHead() {
    return false;
  }

  @Override
  public boolean isLast() {
    return false;
  }

  @Override
  public void makeLast() {}

  @Override
  public void answered() {}

  @Override
  public void end() {}

  @Override
  public void cut() {}
}
