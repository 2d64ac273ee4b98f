package dev.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.port.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Witness} does: it takes any record, and never throws. */
public interface WitnessContract {

  Witness witness();

  @ParameterizedTest
  @EnumSource(Reason.class)
  default void anyEnd_isWitnessedWithoutAWord(Reason reason) {
    var refused = record(Optional.of(Denial.of(reason, "test\r\n\u001b[31m")));

    assertThatCode(() -> witness().witnessed(refused)).doesNotThrowAnyException();
    assertThatCode(() -> witness().witnessed(record(Optional.empty()))).doesNotThrowAnyException();
  }

  private static ExchangeRecord record(Optional<Denial> denial) {
    return new ExchangeRecord(
        "e1",
        Instant.EPOCH,
        Exchanges.ROUTE,
        "POST",
        "203.0.113.7",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        denial,
        Optional.empty(),
        0,
        0,
        Duration.ofMillis(3));
  }
}
