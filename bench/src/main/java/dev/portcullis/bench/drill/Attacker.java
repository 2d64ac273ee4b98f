package dev.portcullis.bench.drill;

import dev.portcullis.bench.process.Certificate;
import java.io.IOException;
import java.util.List;

/** The attacker's process: attacks as it is ordered, and prints a line for each kind. */
public final class Attacker {

  private Attacker() {}

  /** Its arguments are {@link Orders}. */
  public static void main(String[] arguments) throws IOException {
    var orders = Orders.parse(List.of(arguments));
    try (var handshakes = new Handshakes(Certificate.trusting(orders.chain()));
        var swarm = Swarm.of(orders, handshakes)) {
      swarm.attack().forEach(count -> System.out.println(count.line()));
    }
  }
}
