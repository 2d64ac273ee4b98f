package dev.portcullis.gateway.spend;

import java.util.Optional;
import java.util.function.LongBinaryOperator;

/** So much of every unit; as a limit, zero is no limit. */
record Amounts(long requests, long tokensIn, long tokensOut, long bytes, long computeMillis) {

  static final Amounts NONE = new Amounts(0, 0, 0, 0, 0);

  private static final Unit[] UNITS = Unit.values();

  Amounts plus(Amounts other) {
    return with(other, Long::sum);
  }

  Amounts minus(Amounts other) {
    return with(other, (mine, theirs) -> mine - theirs);
  }

  /** The lesser of each. */
  Amounts atMost(Amounts other) {
    return with(other, Math::min);
  }

  /** The greater of each. */
  Amounts atLeast(Amounts other) {
    return with(other, Math::max);
  }

  /** What is less than nothing is nothing. */
  Amounts notNegative() {
    return atLeast(NONE);
  }

  /** Only the units that are limited: of the others nobody keeps count. */
  Amounts limitedBy(Amounts limits) {
    return with(limits, (mine, limit) -> limit == 0 ? 0 : mine);
  }

  /** The same divided, rounded down. */
  Amounts dividedBy(long divisor) {
    return with(this, (mine, _) -> mine / divisor);
  }

  boolean covers(Amounts need) {
    return requests >= need.requests
        && tokensIn >= need.tokensIn
        && tokensOut >= need.tokensOut
        && bytes >= need.bytes
        && computeMillis >= need.computeMillis;
  }

  boolean isNothing() {
    return equals(NONE);
  }

  /** The first unit of which there is less than is needed. */
  Optional<Unit> lacking(Amounts need) {
    for (var unit : UNITS) {
      if (unit.of(this) < unit.of(need)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  Amounts with(Amounts other, LongBinaryOperator each) {
    return new Amounts(
        each.applyAsLong(requests, other.requests),
        each.applyAsLong(tokensIn, other.tokensIn),
        each.applyAsLong(tokensOut, other.tokensOut),
        each.applyAsLong(bytes, other.bytes),
        each.applyAsLong(computeMillis, other.computeMillis));
  }
}
