package dev.portcullis.monitoring.audit;

import java.time.Instant;

/** So many refusals of a group, from the first to the last. */
record Tally(Group group, long count, Instant first, Instant last) {

  static Tally one(Group group, Instant at) {
    return new Tally(group, 1, at, at);
  }

  Tally plus(Tally other) {
    return new Tally(
        group,
        count + other.count,
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }

  Tally in(Group wider) {
    return new Tally(wider, count, first, last);
  }
}
