package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.app.config.Difference;
import dev.portcullis.app.reload.Candidate;
import dev.portcullis.app.reload.Outcome;
import dev.portcullis.app.reload.Reloadable;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.monitoring.audit.Notice;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Puts another configuration in force while the gateway serves: whole, or not at all. The new one
 * is built and tried beside the old one; then one reference changes, and requests that arrive from
 * then on take the new roads. Those under way end on the old ones, which are closed after the last.
 */
final class Reload implements Reloadable, AutoCloseable {

  private static final String ABOUT = "configuration";

  private final Foundation foundation;
  private final Retirement retirement;
  private final History history;
  private final Clock clock = Clock.systemUTC();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Generation current;

  private Reload(Foundation foundation, Generation first) {
    this.foundation = foundation;
    this.retirement = new Retirement(foundation.loops());
    this.history = new History(clock.instant());
    this.current = first;
  }

  /** Puts the first one in force. */
  static Reload begin(Foundation foundation, Deployment deployment) throws IOException {
    return new Reload(foundation, Generation.build(1, deployment, foundation));
  }

  Generation current() {
    return current;
  }

  /** The roads in force; asked at every request. */
  RoutingTable table() {
    return current.table();
  }

  /** Runs now, and again whenever another configuration has come into force. */
  void whenInForce(Runnable listener) {
    listeners.add(listener);
    listener.run();
  }

  History history() {
    return history;
  }

  int retiring() {
    return retirement.waiting();
  }

  @Override
  public synchronized Outcome reload(Candidate candidate) {
    var outcome = outcome(candidate);
    history.add(outcome);
    return outcome;
  }

  private Outcome outcome(Candidate candidate) {
    try {
      retirement.requireRoom();
      var next = candidate.read(current.deployment());
      return apply(
          Generation.build(current.inForce().generation() + 1, next, foundation), candidate);
    } catch (IOException | RuntimeException e) {
      var rejected = Outcome.rejected(clock.instant(), current.inForce(), e);
      // Best effort: what is refused changes nothing, whoever knows of it.
      var _ = foundation.recording().ledger().note(notice(rejected));
      return rejected;
    }
  }

  private Outcome apply(Generation next, Candidate candidate) throws IOException {
    var applied = Outcome.applied(clock.instant(), next.inForce(), differences(next));
    try {
      Trial.of(next);
      // Like a call, a change is on record before it happens.
      Waiting.on(foundation.recording().ledger().note(notice(applied)));
      candidate.keep();
    } catch (IOException | RuntimeException e) {
      next.close();
      throw e;
    }
    var former = current;
    foundation.recording().follow(next.deployment());
    current = next;
    listeners.forEach(Runnable::run);
    retirement.of(former);
    return applied;
  }

  private List<Difference> differences(Generation next) {
    return Difference.between(current.deployment().rendered(), next.deployment().rendered());
  }

  private static Notice notice(Outcome outcome) {
    return new Notice(outcome.at(), ABOUT, outcome.hash(), outcome.summary());
  }

  /** Ends the one in force, and those that wait for their last exchanges. */
  @Override
  public synchronized void close() {
    retirement.close();
    current.close();
  }
}
