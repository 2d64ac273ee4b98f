package dev.portcullis.gateway.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time by a database's own clock. What is deleted is deleted for everybody who shares the
 * database, so no gateway's clock may decide alone that its time has come.
 */
public final class DatabaseTime {

  /** More than clocks differ that somebody looks after. */
  private static final Duration AGREEMENT = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseTime.class);

  private DatabaseTime() {}

  /** When this transaction began. */
  public static Instant of(Handle handle) {
    return handle
        .createQuery("select current_timestamp")
        .mapTo(OffsetDateTime.class)
        .one()
        .toInstant();
  }

  /** The database's time, or empty where ours is another: then nobody knows which is wrong. */
  public static Optional<Instant> agreed(Handle handle, Instant ours) {
    var time = of(handle);
    var apart = Duration.between(time, ours).abs();
    if (apart.compareTo(AGREEMENT) > 0) {
      LOG.atWarn()
          .addKeyValue("apart", apart)
          .log("this machine's clock is not the database's; nothing is forgotten");
      return Optional.empty();
    }
    return Optional.of(time);
  }
}
