package dev.portcullis.app.reload;

import dev.portcullis.app.config.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what operators do: they change the gateway's file, hang up on it, or hand it another. One
 * thread does it all, so candidates come one after the other.
 */
public final class Follower implements AutoCloseable {

  static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration LEAVE = Duration.ofSeconds(60);
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  private final Reloadable gateway;
  private final Path file;
  private final OwnFile own;
  private final FileChanges changes;
  private final Handover handover;
  private final ConfigLoader loader;
  private final AtomicBoolean hungUp = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("config").unstarted(this::follow);

  private Follower(Reloadable gateway, Followed followed, ConfigLoader loader) {
    this.gateway = gateway;
    this.file = followed.file();
    this.own = new OwnFile(file);
    this.changes = new FileChanges(file);
    this.handover = followed.handover();
    this.loader = loader;
  }

  /**
   * What is followed.
   *
   * @param file that the gateway was started with
   * @param text that stood in it then
   */
  public record Followed(Path file, String text, Handover handover) {}

  /** Follows until it is closed. */
  public static Follower start(Reloadable gateway, Followed followed, ConfigLoader loader)
      throws IOException {
    var follower = new Follower(gateway, followed, loader);
    // It may have been changed while the gateway was starting.
    follower.hungUp.set(!follower.own.text().equals(followed.text()));
    Hangup.tell(() -> follower.hungUp.set(true));
    follower.thread.start();
    return follower;
  }

  private void follow() {
    while (!isClosedAfter(LOOK)) {
      try {
        look();
      } catch (IOException | RuntimeException e) {
        LOG.warn("configuration is not followed for now", e);
      }
    }
  }

  private void look() throws IOException {
    for (var asked : handover.take()) {
      handover.answer(asked.id(), offer(new Handed(asked.text())));
    }
    if (hungUp.getAndSet(false) || changes.hasSettled()) {
      offer(new Reread());
    }
    handover.tidy(Instant.now());
  }

  private Outcome offer(Candidate candidate) {
    var outcome = gateway.reload(candidate);
    LOG.atInfo().addKeyValue("hash", outcome.hash()).log("configuration {}", outcome.summary());
    return outcome;
  }

  /** The gateway's own file as it is now. */
  private final class Reread implements Candidate {
    @Override
    public Deployment read(Deployment inForce) throws IOException {
      changes.acknowledge();
      return loader.load(inForce, new ConfigLoader.Named(file.toString(), own.text()));
    }

    @Override
    public void keep() {}
  }

  /** A text that takes the place of the gateway's own file where it is taken. */
  private final class Handed implements Candidate {
    private final ConfigLoader.Named text;

    Handed(ConfigLoader.Named text) {
      this.text = text;
    }

    @Override
    public Deployment read(Deployment inForce) throws IOException {
      return loader.load(inForce, text);
    }

    @Override
    public void keep() throws IOException {
      own.replace(text.text());
      changes.acknowledge();
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

  /** Waits for the candidate that is being judged, and takes no more. */
  @Override
  public void close() {
    closed.countDown();
    try {
      var _ = thread.join(LEAVE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
