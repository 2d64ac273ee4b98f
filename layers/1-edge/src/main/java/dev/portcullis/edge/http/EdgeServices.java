package dev.portcullis.edge.http;

import java.util.concurrent.Executor;

/**
 * What all listeners of a process share.
 *
 * @param loops the event loops they run on
 * @param inFlight the bound on bytes held
 * @param workers where bodies too large for an event loop are parsed; it may reject
 * @param refusals hears what is refused before a road began
 */
public record EdgeServices(
    EdgeLoops loops, InFlight inFlight, Executor workers, Refusals refusals) {}
