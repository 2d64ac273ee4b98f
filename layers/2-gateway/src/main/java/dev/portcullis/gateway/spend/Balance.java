package dev.portcullis.gateway.spend;

import dev.portcullis.kernel.QuotaState;
import dev.portcullis.kernel.QuotaState.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a caller is told of his quotas. */
final class Balance {

  private static final Unit[] UNITS = Unit.values();

  /** Of what is left of its limit: a thousand requests are more than a thousand tokens. */
  private static final Comparator<Window> TIGHTEST_FIRST =
      Comparator.comparingDouble(window -> (double) window.remaining() / window.limit());

  private Balance() {}

  /** After a reservation: every limit of every account. */
  static QuotaState of(Reservation reservation, Instant now) {
    var windows = new ArrayList<Window>(4);
    for (var held : reservation.held()) {
      add(windows, held.charge(), held.lease().remaining(), now);
    }
    windows.sort(TIGHTEST_FIRST);
    return new QuotaState(windows, Optional.empty());
  }

  /** Where an account is spent: its limits, the one that is lacking first. */
  static QuotaState of(Leases.Taken.Spent spent, Instant now) {
    var windows = new ArrayList<Window>(4);
    add(windows, spent.charge(), spent.remaining(), now);
    var lacking = policy(spent);
    windows.sort(Comparator.comparing(window -> !window.policy().equals(lacking)));
    return new QuotaState(windows, Optional.of(spent.retryAfter()));
  }

  /** The name of the limit that is used up. */
  static String policy(Leases.Taken.Spent spent) {
    var account = spent.charge().account();
    return spent
        .remaining()
        .lacking(spent.charge().need())
        .map(account::policy)
        .orElseGet(() -> account.models() + "-" + account.period());
  }

  private static void add(List<Window> windows, Charge charge, Amounts remaining, Instant now) {
    var account = charge.account();
    var reset = Duration.between(now, account.period().endOf(account.index()));
    for (var unit : UNITS) {
      var limit = unit.of(charge.limits());
      if (limit > 0) {
        var left = Math.max(0, unit.of(remaining));
        windows.add(
            new Window(account.policy(unit), limit, account.period().length(), left, reset));
      }
    }
  }
}
