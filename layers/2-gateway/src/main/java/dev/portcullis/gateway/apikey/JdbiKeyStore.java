package dev.portcullis.gateway.apikey;

import dev.portcullis.gateway.store.Concern;
import dev.portcullis.gateway.store.Database;
import dev.portcullis.gateway.store.Stamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Keys in a database. */
public final class JdbiKeyStore implements KeyStore {

  /** Where the keys are. */
  public static final Concern KEYS = Concern.of("keys", JdbiKeyStore.class);

  private static final String UPDATE =
      """
      update api_key set environment = :environment, subject = :subject, tier = :tier,
        models = :models, scopes = :scopes, pepper = :pepper, digest = :digest,
        not_before = :notBefore, expires_at = :expiresAt, state = :state, revision = :revision
      where kid = :kid
      """;

  private static final String INSERT =
      """
      insert into api_key (kid, environment, subject, tier, models, scopes, pepper, digest,
        not_before, expires_at, state, revision)
      values (:kid, :environment, :subject, :tier, :models, :scopes, :pepper, :digest,
        :notBefore, :expiresAt, :state, :revision)
      """;

  private final Database database;
  private SeenRevision seen = SeenRevision.NONE;

  public JdbiKeyStore(Database database) {
    this.database = database;
  }

  @Override
  public synchronized Changes changesSince(long revision) {
    var stamp = database.stamp();
    if (seen.covers(revision, stamp)) {
      return new Changes(revision, List.of());
    }
    var changes = database.read(handle -> changes(handle, revision));
    seen = new SeenRevision(changes.revision(), stamp);
    return changes;
  }

  @Override
  public synchronized Commit commit(long expected, List<StoredKey> keys) {
    return database.write(handle -> commit(handle, expected, keys));
  }

  @Override
  public synchronized void used(Map<KeyId, Instant> times) {
    database.write(handle -> {
      times.forEach((id, time) -> use(handle, id, time));
      return times;
    });
  }

  @Override
  public synchronized Map<KeyId, Instant> lastUsed() {
    return database.read(JdbiKeyStore::lastUsed);
  }

  /** The revision first: what is committed between the two is read twice, and never missed. */
  private static Changes changes(Handle handle, long revision) {
    var now = handle.createQuery("select at from key_revision").mapTo(Long.class).one();
    var keys =
        handle
            .createQuery("select * from api_key where revision > :revision")
            .bind("revision", revision)
            .map(KeyRow::read)
            .list();
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
      put(handle, KeyRow.write(key, expected + 1));
    }
    return Commit.DONE;
  }

  private static void put(Handle handle, Map<String, Object> row) {
    if (handle.createUpdate(UPDATE).bindMap(row).execute() == 0) {
      handle.createUpdate(INSERT).bindMap(row).execute();
    }
  }

  private static void use(Handle handle, KeyId id, Instant time) {
    var row = Map.of("kid", id.value(), "at", time.toEpochMilli());
    handle
        .createUpdate("insert into key_use (kid, at) values (:kid, :at) on conflict do nothing")
        .bindMap(row)
        .execute();
    handle
        .createUpdate("update key_use set at = :at where kid = :kid and at < :at")
        .bindMap(row)
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
  private record SeenRevision(long revision, Stamp stamp) {

    static final SeenRevision NONE = new SeenRevision(-1, Stamp.NEVER);

    boolean covers(long asked, Stamp now) {
      return revision == asked && stamp.equals(now) && stamp.isSettled();
    }
  }
}
