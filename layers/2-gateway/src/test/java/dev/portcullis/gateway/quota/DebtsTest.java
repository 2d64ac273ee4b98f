package dev.portcullis.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a gateway admitted alone, until the shared counters know. */
final class DebtsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Debts debts = new Debts();

  private static List<Charge> charge(String key, long units) {
    return List.of(
        new Charge(key, units, List.of(new Limit("m", 10, MINUTE), new Limit("h", 99, HOUR))));
  }

  private static long owed(Debt debt, Duration window) {
    return debt.units().entrySet().stream()
        .filter(cell -> cell.getKey().window().equals(window))
        .mapToLong(cell -> cell.getValue())
        .sum();
  }

  private Debt of(String key) {
    return debts.open().stream()
        .filter(open -> open.getKey().equals(key))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  @Test
  void whatIsOwed_isOwedInEachWindow_andAddsUp() {
    debts.add(charge("a", 2), 0);
    debts.add(charge("a", 3), MINUTE.toNanos() / 2);

    assertThat(owed(of("a"), MINUTE)).isEqualTo(5);
    assertThat(owed(of("a"), HOUR)).isEqualTo(5);
    assertThat(debts.owes(charge("a", 1))).isTrue();
    assertThat(debts.owes(charge("b", 1))).isFalse();
    assertThat(debts.keys()).isEqualTo(1);
  }

  @Test
  void whatAWindowHasPassed_isOwedInLongerOnesAlone() {
    debts.add(charge("a", 2), 0);

    debts.add(charge("a", 1), 2 * MINUTE.toNanos());

    assertThat(owed(of("a"), MINUTE)).isEqualTo(1);
    assertThat(owed(of("a"), HOUR)).isEqualTo(3);
  }

  @Test
  void repaid_strikesOut_butNotWhatCameMeanwhile() {
    debts.add(charge("a", 2), 0);
    var seen = of("a");
    debts.add(charge("a", 3), 0);

    debts.repaid("a", seen);

    assertThat(owed(of("a"), MINUTE)).isEqualTo(3);
    debts.repaid("a", of("a"));
    assertThat(debts.keys()).isZero();
  }

  @Test
  void moreKeysThanMayBeOwed_haveNoRoom_butThoseThatAreOwedHave() {
    IntStream.range(0, Debts.MAX_KEYS).forEach(i -> debts.add(charge("k" + i, 1), 0));

    assertThat(debts.hasRoomFor(charge("new", 1))).isFalse();
    assertThat(debts.hasRoomFor(charge("k7", 1))).isTrue();
  }

  @Test
  void arguments_areTheStep_thenAgesAndUnits_ofOneWindow() {
    debts.add(charge("a", 2), 0);

    var arguments = of("a").arguments(MINUTE, Duration.ofSeconds(10).toNanos());

    // The sub-window is 4 s long, so its last moment was 6 s ago.
    assertThat(arguments).containsExactly("4000", "6000", "2");
    assertThat(of("a").arguments(MINUTE, 2 * MINUTE.toNanos())).containsExactly("4000");
  }
}
