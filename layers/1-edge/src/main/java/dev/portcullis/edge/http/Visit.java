package dev.portcullis.edge.http;

import dev.portcullis.edge.http.door.Seats;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Reason;
import java.time.Duration;
import java.util.Optional;

/** One exchange's stay on its connection: watched for slowness and for its deadline, then left. */
final class Visit implements Watched {
  /** After the deadline the road itself refuses; where it does not, the connection is cut. */
  private static final Duration CUT_AFTER_DEADLINE = Duration.ofSeconds(2);

  private final Exchange exchange;
  private final Link link;
  private final Intake intake;
  private final Outlet outlet;
  private final Optional<Seats.Seat> seat;
  private final Pace incoming;
  private final Pace outgoing;

  Visit(
      Exchange exchange,
      Link link,
      Intake intake,
      Outlet outlet,
      Optional<Seats.Seat> seat,
      EdgeLimits.Pace pace) {
    this.exchange = exchange;
    this.link = link;
    this.intake = intake;
    this.outlet = outlet;
    this.seat = seat;
    this.incoming = new Pace(pace);
    this.outgoing = new Pace(pace);
  }

  @Override
  public void look(long nowNanos) {
    var overdue = nowNanos - exchange.startedNanos() - exchange.route().deadline().toNanos();
    if (overdue > CUT_AFTER_DEADLINE.toNanos() || leavesTooSlowly(nowNanos)) {
      outlet.cut(Optional.empty());
      link.turnstile().cut();
    } else if (overdue > 0 || comesTooSlowly(nowNanos)) {
      intake.giveUp(Denial.of(Reason.DEADLINE_EXCEEDED, "body did not come in time"));
    }
  }

  /** The exchange is over. */
  void end() {
    intake.close();
    outlet.close();
    link.leave();
    seat.ifPresent(Seats.Seat::close);
  }

  private boolean comesTooSlowly(long nowNanos) {
    if (!intake.isAwaited()) {
      incoming.rest();
      return false;
    }
    return incoming.isTooSlow(nowNanos, intake.bytes());
  }

  private boolean leavesTooSlowly(long nowNanos) {
    if (outlet.untaken() == 0) {
      outgoing.rest();
      return false;
    }
    return outgoing.isTooSlow(nowNanos, outlet.taken());
  }
}
