package dev.portcullis.gateway.spend;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Use;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Tokens;
import dev.portcullis.testkit.Exchanges;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Callers, accounts and records for the tests of spending. */
final class Samples {

  static final Identity ALICE = caller("alice", "free");
  static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  static final Period DAY = Period.named("day");
  static final Account ACCOUNT = new Account("client:alice", "free", "*", DAY, DAY.indexAt(NOON));

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Samples() {}

  static Identity caller(String subject, String tier) {
    return new Identity(subject, "k1", tier, List.of("*"), List.of("inference:*"));
  }

  /** Until it holds, or an error after thirty seconds. */
  static void await(BooleanSupplier condition) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  static Amounts requests(long count) {
    return new Amounts(count, 0, 0, 0, 0);
  }

  static Charge charge(long limit, long need) {
    return new Charge(ACCOUNT, requests(limit), requests(need), 50);
  }

  /** How an exchange ended that used this, of 100 bytes in and 300 out. */
  static ExchangeRecord ended(int answered, Optional<Denial> denial, Use use) {
    return new ExchangeRecord(
        "e1",
        NOON,
        Exchanges.ROUTE,
        "POST",
        "203.0.113.7",
        Optional.of(ALICE),
        Optional.of(ModelRef.of("gpt-4")),
        List.of(),
        denial,
        Optional.empty(),
        100,
        300,
        Duration.ofMillis(20),
        answered,
        use);
  }

  /** An exchange that was answered after five milliseconds of the model. */
  static ExchangeRecord answered() {
    return ended(200, Optional.empty(), use());
  }

  /** An exchange for which the model wrote so many tokens. */
  static ExchangeRecord wrote(long tokens) {
    var told = Optional.of(new Tokens(0, tokens));
    return ended(200, Optional.empty(), new Use(told, 0, 0, 0, Duration.ofMillis(1)));
  }

  static void sleep(Duration pause) {
    LockSupport.parkNanos(pause.toNanos());
  }

  static Use use() {
    return new Use(Optional.empty(), 0, 0, 0, Duration.ofMillis(5));
  }
}
