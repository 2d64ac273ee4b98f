package dev.portcullis.gateway.revocation;

import dev.portcullis.gateway.store.Concern;
import dev.portcullis.gateway.store.Database;
import dev.portcullis.gateway.store.DatabaseTime;
import dev.portcullis.gateway.store.Stamp;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocation.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The log in a database. */
final class JdbiRevocationLog implements RevocationLog {

  static final Concern REVOCATIONS = Concern.of("revocations", JdbiRevocationLog.class);

  /** How long it is told that something was lifted: no node lives that long without the log. */
  private static final Duration LIFTED_IS_TOLD = Duration.ofDays(30);

  private static final String UPDATE =
      """
      update revocation set issued_before = :issuedBefore, ends_at = :endsAt, why = :why,
        state = :state, written_at = :writtenAt, revision = :revision
      where kind = :kind and issuer = :issuer and name = :name
      """;

  private static final String INSERT =
      """
      insert into revocation (kind, issuer, name, issued_before, ends_at, why, state, written_at,
        revision)
      values (:kind, :issuer, :name, :issuedBefore, :endsAt, :why, :state, :writtenAt, :revision)
      """;

  private static final String NAME_FLEET =
      "insert into revocation_fleet (one, id) values (1, :id) on conflict do nothing";

  private final Database database;
  private final InstantSource clock;
  private long seenRevision = -1;
  private Stamp seenStamp = Stamp.NEVER;

  JdbiRevocationLog(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The name of all who share this log, which whoever came first gave them. */
  String fleet() {
    return database.write(handle -> {
      handle.createUpdate(NAME_FLEET).bind("id", UUID.randomUUID().toString()).execute();
      return handle.createQuery("select id from revocation_fleet").mapTo(String.class).one();
    });
  }

  @Override
  public synchronized Change revoke(Revocation revocation) {
    return database.write(handle -> revoke(handle, revocation));
  }

  @Override
  public synchronized Optional<Change> lift(Target target) {
    return database.write(handle -> lift(handle, target));
  }

  @Override
  public synchronized Changes since(long revision) {
    var stamp = database.stamp();
    if (revision == seenRevision && stamp.equals(seenStamp) && stamp.isSettled()) {
      return new Changes(revision, List.of());
    }
    var changes = database.read(handle -> changes(handle, revision));
    seenRevision = changes.revision();
    seenStamp = stamp;
    return changes;
  }

  private Change revoke(Handle handle, Revocation revocation) {
    var revision = next(handle);
    forgetWhatIsOver(handle);
    var before = find(handle, revocation.target());
    if (before.isEmpty()) {
      requireRoom(handle, revocation.target());
    }
    var whole =
        before
            .filter(earlier -> earlier.state() == Change.State.IN_FORCE)
            .map(earlier -> revocation.and(earlier.revocation()))
            .orElse(revocation);
    return put(handle, new Change(revision, Change.State.IN_FORCE, whole));
  }

  private Optional<Change> lift(Handle handle, Target target) {
    var revision = next(handle);
    return find(handle, target)
        .filter(change -> change.state() == Change.State.IN_FORCE)
        .map(change -> put(handle, lifted(change.revocation(), revision)));
  }

  private Change lifted(Revocation was, long revision) {
    var told = clock.instant().plus(LIFTED_IS_TOLD);
    return new Change(
        revision,
        Change.State.LIFTED,
        new Revocation(was.target(), was.issuedBefore(), told, was.why()));
  }

  /** Holds the row of the revision until the end: so revisions are seen in their order. */
  private static long next(Handle handle) {
    handle.createUpdate("update revocation_revision set at = at + 1").execute();
    return at(handle);
  }

  private static long at(Handle handle) {
    return handle.createQuery("select at from revocation_revision").mapTo(Long.class).one();
  }

  /** By the database's clock: one that is fast here must not end what others rely on. */
  private void forgetWhatIsOver(Handle handle) {
    DatabaseTime.agreed(handle, clock.instant())
        .ifPresent(now ->
            handle
                .createUpdate("delete from revocation where ends_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute());
  }

  private static void requireRoom(Handle handle, Target target) {
    var most =
        switch (target.kind()) {
          case KEY, TOKEN -> MAX_NARROW;
          case CLIENT, SUBJECT, ISSUER_KEY, ISSUER -> MAX_ALL;
        };
    var there = handle.createQuery("select count(*) from revocation").mapTo(Long.class).one();
    if (there >= most) {
      throw new RevocationProblem(
          "not revoked: %,d revocations are in force; take back more at once, such as a client"
              .formatted(there));
    }
  }

  private static Optional<Change> find(Handle handle, Target target) {
    return handle
        .createQuery(
            "select * from revocation where kind = :kind and issuer = :issuer and name = :name")
        .bind("kind", target.kind().name())
        .bind("issuer", target.issuer())
        .bind("name", target.name())
        .map(RevocationRow::read)
        .findOne();
  }

  private Change put(Handle handle, Change change) {
    var row = RevocationRow.write(change, Instant.ofEpochMilli(clock.millis()));
    if (handle.createUpdate(UPDATE).bindMap(row).execute() == 0) {
      handle.createUpdate(INSERT).bindMap(row).execute();
    }
    return change;
  }

  /** The revision first: what is committed between the two is read twice, and never missed. */
  private static Changes changes(Handle handle, long revision) {
    var now = at(handle);
    var changes =
        handle
            .createQuery("select * from revocation where revision > :revision")
            .bind("revision", revision)
            .map(RevocationRow::read)
            .list();
    return new Changes(now, changes);
  }
}
