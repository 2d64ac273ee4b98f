package dev.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.port.Containment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Containment} does. */
public interface ContainmentContract {

  /** A new one, with nothing held back. */
  Containment containment();

  @Test
  default void nothingAsked_holdsNobodyBack() {
    assertThat(containment().on(Exchanges.with(Map.of()))).isEmpty();
  }

  @Test
  default void aMeasureOnAnAddress_holdsItBack_andNoOther() {
    var containment = containment();
    var exchange = Exchanges.with(Map.of());
    var address = exchange.head().client().getHostAddress();

    containment.ask(lasting("address:192.0.2.1"));
    var before = containment.on(exchange);
    containment.ask(lasting("address:" + address));

    assertThat(before).isEmpty();
    assertThat(containment.on(exchange))
        .hasValueSatisfying(m -> assertThat(m.why()).isEqualTo("test"));
  }

  @Test
  default void aMeasureThatIsOver_holdsNobodyBack() {
    var containment = containment();
    var exchange = Exchanges.with(Map.of());
    var target = "address:" + exchange.head().client().getHostAddress();

    containment.ask(new Containment.Measure(target, "test", Instant.now().minusSeconds(1)));

    assertThat(containment.on(exchange)).isEmpty();
  }

  @Test
  default void aLiftedMeasure_holdsNobodyBack_andLiftingTwiceIsNoError() {
    var containment = containment();
    var exchange = Exchanges.with(Map.of());
    var target = "address:" + exchange.head().client().getHostAddress();
    containment.ask(lasting(target));

    containment.lift(target);
    containment.lift(target);

    assertThat(containment.on(exchange)).isEmpty();
  }

  private static Containment.Measure lasting(String target) {
    return new Containment.Measure(target, "test", Instant.now().plus(Duration.ofMinutes(5)));
  }
}
