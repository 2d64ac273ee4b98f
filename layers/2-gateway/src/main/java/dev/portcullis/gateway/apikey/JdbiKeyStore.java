package dev.portcullis.gateway.apikey;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Keys in a database. */
public final class JdbiKeyStore implements KeyStore {

  private static final String UPSERT =
      """
      merge into api_key (kid, environment, subject, tier, models, scopes, pepper, digest,
        not_before, expires_at, state, revision)
      key (kid) values (:kid, :environment, :subject, :tier, :models, :scopes, :pepper, :digest,
        :notBefore, :expiresAt, :state, :revision)
      """;

  private final KeyDatabase database;
  private SeenRevision seen = SeenRevision.NONE;

  public JdbiKeyStore(KeyDatabase database) {
    this.database = database;
  }

  @Override
  public synchronized Changes changesSince(long revision) {
    var stamp = database.stamp();
    if (seen.covers(revision, stamp)) {
      return new Changes(revision, List.of());
    }
    var changes = guarded("read", () -> database.read(handle -> changes(handle, revision)));
    seen = new SeenRevision(changes.revision(), stamp);
    return changes;
  }

  @Override
  public synchronized Commit commit(long expected, List<StoredKey> keys) {
    return write(handle -> handle.inTransaction(h -> commit(h, expected, keys)));
  }

  @Override
  public synchronized void used(Map<KeyId, Instant> times) {
    write(handle -> {
      handle.useTransaction(h -> times.forEach((id, time) -> use(h, id, time)));
      return times;
    });
  }

  @Override
  public synchronized Map<KeyId, Instant> lastUsed() {
    return guarded("read", () -> database.read(JdbiKeyStore::lastUsed));
  }

  private <T> T write(Function<Handle, T> work) {
    return guarded("written", () -> database.write(work));
  }

  private static <T> T guarded(String verb, Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbiException e) {
      throw new KeyStoreFailure("the key store could not be " + verb, e);
    }
  }

  private static Changes changes(Handle handle, long revision) {
    var keys =
        handle
            .createQuery("select * from api_key where revision > :revision")
            .bind("revision", revision)
            .map(KeyRow::read)
            .list();
    var now = handle.createQuery("select at from key_revision").mapTo(Long.class).one();
    return new Changes(now, keys);
  }

  private static Commit commit(Handle handle, long expected, List<StoredKey> keys) {
    var moved =
        handle
            .createUpdate("update key_revision set at = at + 1 where at = :expected")
            .bind("expected", expected)
            .execute();
    if (moved == 0) {
      return Commit.STALE;
    }
    for (var key : keys) {
      handle.createUpdate(UPSERT).bindMap(KeyRow.write(key, expected + 1)).execute();
    }
    return Commit.DONE;
  }

  private static void use(Handle handle, KeyId id, Instant time) {
    handle
        .createUpdate(
            """
            merge into key_use using (values (cast(:kid as varchar), cast(:at as bigint)))
              as fresh (kid, at) on key_use.kid = fresh.kid
            when matched and key_use.at < fresh.at then update set at = fresh.at
            when not matched then insert (kid, at) values (fresh.kid, fresh.at)
            """)
        .bind("kid", id.value())
        .bind("at", time.toEpochMilli())
        .execute();
  }

  private static Map<KeyId, Instant> lastUsed(Handle handle) {
    var times = new HashMap<KeyId, Instant>();
    handle
        .createQuery("select kid, at from key_use")
        .map((row, _) -> Map.entry(row.getString("kid"), row.getLong("at")))
        .forEach(use -> times.put(new KeyId(use.getKey()), Instant.ofEpochMilli(use.getValue())));
    return times;
  }

  /** The revision that was read when the database had this stamp. */
  private record SeenRevision(long revision, KeyDatabase.Stamp stamp) {

    static final SeenRevision NONE = new SeenRevision(-1, KeyDatabase.Stamp.NEVER);

    boolean covers(long asked, KeyDatabase.Stamp now) {
      return revision == asked && stamp.equals(now) && stamp.isSettled();
    }
  }
}
