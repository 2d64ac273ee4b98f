package dev.portcullis.app.wiring;

import dev.portcullis.app.config.Deployment;
import dev.portcullis.gateway.apikey.KeyFiles;
import dev.portcullis.gateway.apikey.KeyId;
import dev.portcullis.gateway.apikey.PepperFile.Purpose;
import dev.portcullis.gateway.apikey.Rotation;
import dev.portcullis.gateway.apikey.StoredKey;
import dev.portcullis.gateway.quota.RedisSettings;
import dev.portcullis.gateway.revocation.RevocationRegister;
import dev.portcullis.gateway.store.H2Folder;
import dev.portcullis.gateway.store.PostgresServer;
import dev.portcullis.gateway.store.Store;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocation.Target;
import dev.portcullis.kernel.port.Revocations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the gateways of a fleet and the command line have in common: keys, and what was taken back.
 *
 * @param redis empty where nobody else is told
 */
public record Commons(DataFolder data, Store store, Optional<RedisSettings> redis)
    implements AutoCloseable {

  /** Those of the gateways that run from this configuration. */
  public static Commons of(Deployment deployment) throws IOException {
    var configuration = deployment.configuration();
    var data = DataFolder.open(configuration.data());
    var store = configuration.store();
    return new Commons(
        data,
        store.isPresent() ? PostgresServer.connecting(store.get()) : new H2Folder(data.keys()),
        configuration.redis());
  }

  /** Those of a gateway on its own, whose data is in this folder. */
  public static Commons in(Path folder) throws IOException {
    var data = DataFolder.open(folder);
    return new Commons(data, new H2Folder(data.keys()), Optional.empty());
  }

  /** The keys, with the peppers that belong to them. */
  public KeyFolder keys() throws IOException {
    return KeyFolder.open(store, data, Purpose.OWN);
  }

  /** What gives keys their successors, left in this folder; empty for the usual one. */
  public Rotation rotation(Optional<Path> folder, Duration overlap) throws IOException {
    var files = new KeyFiles(folder.isPresent() ? folder.get() : data.rotated());
    return KeyRotation.rotation(keys(), files, overlap);
  }

  /** What was taken back, as it is and as it changes. */
  public RevocationRegister revocations() throws IOException {
    var clock = Clock.systemUTC();
    return redis.isPresent()
        ? RevocationRegister.following(store, redis.get().url(), redis.get().topology(), clock)
        : RevocationRegister.following(store, clock);
  }

  /** Takes a key back: for good in the store of keys, and at once on every gateway. */
  public StoredKey revokeKey(KeyId id, Revocations revocations, String why) throws IOException {
    var revoked = keys().keys().revoke(id);
    revocations.revoke(Revocation.of(Target.key(id.value()), Instant.now(), why));
    return revoked;
  }

  @Override
  public void close() {
    store.close();
  }
}
