package dev.portcullis.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What drills and the attacker's process tell each other. */
final class OrdersTest {

  @Test
  void orders_survivesTheCommandLine() {
    var orders = new Orders(1, 2, Path.of("/a b/cert.pem"), "pk_x", 8_000, Duration.ofSeconds(65));

    assertThat(Orders.parse(orders.arguments())).isEqualTo(orders);
    assertThatThrownBy(() -> Orders.parse(List.of("1"))).hasMessageContaining("expected: 6");
  }

  @Test
  void count_survivesItsLine() {
    var count = new Count(SlowKind.SLOW_BODY, 12, 3, 4, 9);

    assertThat(Count.parse(count.line())).isEqualTo(count);
    assertThatThrownBy(() -> Count.parse("body 1")).hasMessageContaining("4 numbers");
    assertThatThrownBy(() -> Count.parse("soul 1 2 3 4")).hasMessageContaining("soul");
  }

  @Test
  void mostAtOnce_isTheHighWaterMark() {
    var count =
        Count.none(SlowKind.SLOW_HEAD)
            .plusOpened()
            .plusOpened()
            .plusClosed()
            .plusOpened()
            .plusRefused();

    assertThat(count).isEqualTo(new Count(SlowKind.SLOW_HEAD, 3, 1, 1, 2));
  }

  @Test
  void kinds_haveEqualShares() {
    var shares =
        IntStream.range(0, 800)
            .mapToObj(SlowKind::ofTurn)
            .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));

    // The fourth kind has two forms.
    assertThat(shares)
        .containsEntry(SlowKind.SLOW_HEAD, 200L)
        .containsEntry(SlowKind.SLOW_BODY, 200L)
        .containsEntry(SlowKind.SLOW_READ, 200L)
        .containsEntry(SlowKind.STALLED_HANDSHAKE, 100L)
        .containsEntry(SlowKind.IDLE, 100L);
    assertThat(Arrays.stream(SlowKind.values()).map(SlowKind::word).map(SlowKind::of))
        .containsExactly(SlowKind.values());
  }

  @Test
  void settings_areNumbersOverDefaults() {
    var defaults = Map.of("--seconds", 60, "--connections", 8_000);

    var settings = Settings.parse(List.of("--seconds", "5"), defaults);

    assertThat(settings.number("--seconds")).isEqualTo(5);
    assertThat(settings.number("--connections")).isEqualTo(8_000);
  }

  @Test
  void wrongSettings_areRefusedInWords() {
    var defaults = Map.of("--seconds", 60);

    assertThatThrownBy(() -> Settings.parse(List.of("--minutes", "5"), defaults))
        .hasMessage("--minutes (expected: [--seconds])");
    assertThatThrownBy(() -> Settings.parse(List.of("--seconds"), defaults))
        .hasMessage("--seconds nothing (expected: a number >= 1)");
    assertThatThrownBy(() -> Settings.parse(List.of("--seconds", "0"), defaults))
        .hasMessage("--seconds 0 (expected: a number >= 1)");
  }

  @Test
  void entryId_isRead() {
    assertThat(
            CrashDrill.id("{\"client\":\"::1\",\"event\":\"intent\",\"id\":\"ab-1\",\"x\":\"y\"}"))
        .isEqualTo("ab-1");
  }
}
