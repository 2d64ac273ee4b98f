package dev.portcullis.monitoring.audit;

import dev.portcullis.monitoring.audit.LedgerStatus.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The state that callers see before they queue anything; each change of it is logged once. */
final class Health {

  private static final Logger LOG = LoggerFactory.getLogger(FileLedger.class);

  private volatile Now now = new Now(State.OPEN, "");

  /** A state and why it is so. */
  record Now(State state, String why) {
    boolean takes(Pending.Kind kind) {
      return switch (state) {
        case OPEN -> true;
        case SHORT -> kind != Pending.Kind.STRANGER;
        case FULL -> kind == Pending.Kind.OUTCOME;
        case STALLED, CLOSED -> false;
      };
    }
  }

  Now now() {
    return now;
  }

  boolean is(State state) {
    return now.state() == state;
  }

  /** Changes the state if it is the one it was thought to be. */
  synchronized void turn(State from, State to, String why) {
    if (now.state() == from) {
      become(to, why);
    }
  }

  /** Changes the state; nothing leads out of {@link State#CLOSED}. */
  synchronized void become(State state, String why) {
    if (now.state() != state && now.state() != State.CLOSED) {
      now = new Now(state, why);
      LOG.atLevel(level(state)).addKeyValue("state", state).addKeyValue("why", why).log("ledger");
    }
  }

  private static Level level(State state) {
    return switch (state) {
      case OPEN, CLOSED -> Level.INFO;
      case SHORT, FULL, STALLED -> Level.WARN;
    };
  }
}
