package dev.portcullis.gateway.apikey;

import java.time.Instant;

/** A key as the store knows it: everything but the key itself. */
public record StoredKey(
    KeyId id, Environment environment, Grant grant, KeyDigest digest, Life life, State state) {

  /** Whether somebody took it back. */
  public enum State {
    ACTIVE,
    REVOKED
  }

  /** Whether it works now, or will without anybody doing anything. */
  public boolean isLive(Instant now) {
    return state == State.ACTIVE && !life.isOver(now);
  }

  StoredKey revoked() {
    return new StoredKey(id, environment, grant, digest, life, State.REVOKED);
  }

  StoredKey endingBy(Instant end) {
    return new StoredKey(id, environment, grant, digest, life.endingBy(end), state);
  }
}
