package dev.portcullis.gateway.revocation;

import dev.portcullis.kernel.port.Revocation;

/**
 * One entry of the log.
 *
 * @param revision its place: a later one about the same target counts
 */
record Change(long revision, State state, Revocation revocation) {

  /** What has become of a revocation. */
  enum State {
    IN_FORCE,
    LIFTED
  }

  Change at(long place) {
    return new Change(place, state, revocation);
  }
}
