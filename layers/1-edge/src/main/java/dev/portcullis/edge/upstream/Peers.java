package dev.portcullis.edge.upstream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream's addresses, of which the one with the fewest calls outstanding gets the next. */
final class Peers {

  private final List<Peer> peers;
  private final AtomicInteger turn = new AtomicInteger();

  Peers(List<Peer> peers) {
    this.peers = List.copyOf(peers);
  }

  List<Peer> all() {
    return peers;
  }

  /** An address that is well, was not tried, and whose breaker lets a call pass. */
  Optional<Peer> choose(Set<Peer> tried) {
    if (peers.size() == 1) {
      var only = peers.getFirst();
      return available(only, tried) && only.breaker().tryPass()
          ? Optional.of(only)
          : Optional.empty();
    }
    return inOrder().stream()
        .filter(peer -> available(peer, tried))
        .sorted(Comparator.comparingInt(Peer::outstanding))
        .filter(peer -> peer.breaker().tryPass())
        .findFirst();
  }

  private static boolean available(Peer peer, Set<Peer> tried) {
    return peer.up() && !tried.contains(peer);
  }

  /** Begins with another each time, so that equals share what comes. The sort above is stable. */
  private List<Peer> inOrder() {
    int first = Math.floorMod(turn.getAndIncrement(), peers.size());
    var ordered = new ArrayList<Peer>(peers.size());
    ordered.addAll(peers.subList(first, peers.size()));
    ordered.addAll(peers.subList(0, first));
    return ordered;
  }
}
