package dev.portcullis.app.wiring;

import dev.portcullis.app.config.RotationConfig;
import dev.portcullis.gateway.apikey.KeyFiles;
import dev.portcullis.gateway.apikey.Rotation;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that keys get their successors, while the gateway runs. */
final class KeyRotation implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

  private final Rotation rotation;
  private final CountDownLatch closed = new CountDownLatch(1);

  private KeyRotation(Rotation rotation) {
    this.rotation = rotation;
  }

  static KeyRotation start(KeyFolder keys, DataFolder data, RotationConfig config)
      throws IOException {
    var folder = config.folder().isPresent() ? config.folder().get() : data.rotated();
    var watch = new KeyRotation(rotation(keys, new KeyFiles(folder), config.overlap()));
    Thread.ofPlatform().daemon().name("key-rotation").start(watch::follow);
    return watch;
  }

  static Rotation rotation(KeyFolder keys, KeyFiles files, Duration overlap) {
    return new Rotation(keys.store(), keys.keys(), files, overlap, InstantSource.system());
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void follow() {
    do {
      rotateOrWarn();
    } while (!isClosedAfter(PAUSE));
  }

  private void rotateOrWarn() {
    try {
      for (var rotated : rotation.run()) {
        LOG.atInfo()
            .addKeyValue("client", rotated.old().grant().subject())
            .addKeyValue("old", rotated.old().id())
            .addKeyValue("new", rotated.fresh().id())
            .addKeyValue("ends", rotated.old().life().expiresAt())
            .log("key rotated");
      }
    } catch (RuntimeException e) {
      LOG.warn("keys that are due could not be rotated; the next round tries again", e);
    }
  }

  private boolean isClosedAfter(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
