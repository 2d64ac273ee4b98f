package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.port.Counters;

/**
 * The counters that the limits of this layer count with.
 *
 * @param addresses for client addresses: apart from the others, so that a flood of addresses can
 *     fill only these
 * @param sharing for callers who get the local share while the shared store is away
 * @param denying for callers who are denied while it is away
 */
public record LimitCounters(Counters addresses, Counters sharing, Counters denying) {

  /** Counters of one process, which are never away. */
  public static LimitCounters inMemory(MemoryCounters addresses, MemoryCounters callers) {
    return new LimitCounters(addresses, callers, callers);
  }

  /** The callers' counters that do this while the shared store is away. */
  public Counters whenAway(WhenAway choice) {
    return switch (choice) {
      case LOCAL_SHARE -> sharing;
      case DENY -> denying;
    };
  }
}
