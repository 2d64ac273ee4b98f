package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.port.Counters.Charge;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The debts of a gateway to the shared counters, by key. */
final class Debts {

  /** Keys that may be owed at once: one more is denied while the shared counters are away. */
  static final int MAX_KEYS = 200_000;

  private final ConcurrentHashMap<String, Debt> byKey = new ConcurrentHashMap<>();

  boolean owes(List<Charge> charges) {
    if (byKey.isEmpty()) {
      return false;
    }
    for (var charge : charges) {
      if (byKey.containsKey(charge.key())) {
        return true;
      }
    }
    return false;
  }

  /** Whether these charges can be owed. */
  boolean hasRoomFor(List<Charge> charges) {
    return byKey.size() + charges.size() <= MAX_KEYS || charges.stream().allMatch(this::isOwed);
  }

  void add(List<Charge> charges, long now) {
    for (var charge : charges) {
      byKey.merge(charge.key(), Debt.of(charge, now), (owed, more) -> owed.plus(more, now));
    }
  }

  /** Strikes out what was repaid, and keeps what came on top of it meanwhile. */
  void repaid(String key, Debt debt) {
    if (!byKey.remove(key, debt)) {
      byKey.computeIfPresent(key, (_, grown) -> grown.minus(debt));
    }
  }

  List<Map.Entry<String, Debt>> open() {
    return byKey.entrySet().stream().map(Map.Entry::copyOf).toList();
  }

  int keys() {
    return byKey.size();
  }

  private boolean isOwed(Charge charge) {
    return byKey.containsKey(charge.key());
  }
}
