package dev.portcullis.gateway.spend;

import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Fact;
import dev.portcullis.kernel.Use;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an exchange has reserved, of every account that it is charged to.
 *
 * @param overrun hears of what was used though nothing was left to pay for it
 */
record Reservation(List<Held> held, Consumer<Amounts> overrun) implements Fact {

  /** What was reserved of one account. */
  record Held(Lease lease, Charge charge) {}

  Reservation {
    held = List.copyOf(held);
  }

  /** Gives everything back, where the exchange will never be. */
  void undo() {
    held.forEach(h -> h.lease().undo(h.charge().need()));
  }

  /** Pays for what was used, and gives back the rest. Once: the pipeline sees to that. */
  void settle(ExchangeRecord ended) {
    for (var h : held) {
      var need = h.charge().need();
      var used = Bill.of(ended, need).limitedBy(h.charge().limits());
      var unpaid = h.lease().settle(need, used);
      if (!unpaid.isNothing()) {
        overrun.accept(unpaid);
      }
    }
  }

  /** The limit that a stream has used up, if it has: its reservation is all it may spend. */
  Optional<String> usedUp(Use use, long bytesIn) {
    var soFar = Bill.soFar(use).plus(new Amounts(0, 0, 0, bytesIn, 0));
    for (var h : held) {
      var lacking = h.charge().need().lacking(soFar.limitedBy(h.charge().limits()));
      if (lacking.isPresent()) {
        return lacking.map(h.charge().account()::policy);
      }
    }
    return Optional.empty();
  }
}
