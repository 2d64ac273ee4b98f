package dev.portcullis.edge.http;

import dev.portcullis.edge.bytes.InFlight;
import dev.portcullis.edge.http.door.Seats;
import java.util.concurrent.Executor;

/**
 * What all listeners of a process share.
 *
 * @param loops the event loops they run on
 * @param inFlight the bound on bytes held
 * @param seats the bound on connections
 * @param workers where bodies too large for an event loop are parsed; it may reject
 * @param refusals hears what is refused before a road began
 */
public record EdgeServices(
    EdgeLoops loops, InFlight inFlight, Seats seats, Executor workers, Refusals refusals) {
  /** Services under these limits. */
  public static EdgeServices of(
      EdgeLoops loops, EdgeLimits limits, Executor workers, Refusals refusals) {
    return new EdgeServices(
        loops,
        new InFlight(limits.maxBytesInFlight()),
        new Seats(
            limits.connections().perAddress(), OpenFiles.atMost(limits.connections().total())),
        workers,
        refusals);
  }

  /** The same, with so many of the connections for one listener. */
  EdgeServices within(EdgeLimits.Connections connections) {
    var some = seats.within(connections.perAddress(), connections.total());
    return new EdgeServices(loops, inFlight, some, workers, refusals);
  }
}
