package dev.portcullis.gateway.revocation;

import dev.portcullis.gateway.redis.RedisLink;
import dev.portcullis.gateway.redis.Topology;
import dev.portcullis.gateway.revocation.RevocationStatus.State;
import dev.portcullis.gateway.store.Store;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocations;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was taken back, as one gateway of a fleet knows it.
 *
 * <p>Whoever revokes writes to the log first, which is the truth and is durable; then he tells the
 * others through Redis, where there is one. Every gateway also looks at the log five times a
 * second, so a word that was lost, or a writer that died between the two, costs a fifth of a second
 * and not a revocation. Each way is enough by itself. Only where both have been silent for {@link
 * Feed#SILENT_AFTER} does nobody know any more, and then nobody stands well.
 */
public final class RevocationRegister implements Revocations, AutoCloseable {

  static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration TELLING_DEADLINE = Duration.ofSeconds(1);
  private static final Duration TIDY = Duration.ofMinutes(1);

  /** As much as clocks of issuers may differ from ours, and their tokens still count. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private static final Identity ANYBODY = Identity.anonymous();
  private static final Logger LOG = LoggerFactory.getLogger(RevocationRegister.class);

  private final RevocationLog log;
  private final Push push;
  private final InstantSource clock;
  private final Known known;
  private final Feed pushed;
  private final Feed polled;
  private final AtomicLong latestMillis = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile State state = State.POLLED;
  private volatile Instant since;

  /** A register that has read the log once, and reads it again where it is told to. */
  RevocationRegister(
      RevocationLog log, Push push, InstantSource clock, LongSupplier nanos, int capacity) {
    this.log = log;
    this.push = push;
    this.clock = clock;
    this.known = new Known(capacity);
    this.pushed = new Feed(nanos);
    this.polled = new Feed(nanos);
    this.since = clock.instant();
    look();
    push.listen(known::hear, pushed);
  }

  /** The register of a gateway on its own, or of a fleet that shares a store. */
  public static RevocationRegister following(Store store, InstantSource clock) throws IOException {
    return following(log(store, clock), Push.NONE, clock);
  }

  /** The register of a fleet that shares a store and a Redis, which may be away. */
  public static RevocationRegister following(
      Store store, URI redis, Topology topology, InstantSource clock) throws IOException {
    var log = log(store, clock);
    var push = new RedisPush(new RedisLink(redis, topology), log.fleet());
    return following(log, push, clock);
  }

  private static JdbiRevocationLog log(Store store, InstantSource clock) throws IOException {
    return new JdbiRevocationLog(store.open(JdbiRevocationLog.REVOCATIONS), clock);
  }

  static RevocationRegister following(RevocationLog log, Push push, InstantSource clock) {
    var register =
        new RevocationRegister(log, push, clock, System::nanoTime, RevocationLog.MAX_ALL);
    Thread.ofPlatform().daemon().name("revocations").start(register::follow);
    return register;
  }

  @Override
  public void revoke(Revocation revocation) {
    var change = log.revoke(revocation);
    known.log(change);
    LOG.atInfo()
        .addKeyValue("kind", revocation.target().kind().word())
        .addKeyValue("name", revocation.target().name())
        .addKeyValue("revision", change.revision())
        .log("revoked");
    tell(change);
  }

  @Override
  public void lift(Revocation.Target target) {
    log.lift(target)
        .ifPresent(change -> {
          known.log(change);
          LOG.atInfo()
              .addKeyValue("kind", target.kind().word())
              .addKeyValue("name", target.name())
              .addKeyValue("revision", change.revision())
              .log("revocation lifted");
        });
  }

  @Override
  public Standing of(Identity caller) {
    if (caller.equals(ANYBODY)) {
      return Standing.GOOD;
    }
    var now = now();
    var revoked = known.against(caller, now);
    if (revoked.isPresent()) {
      return new Standing.Revoked(revoked.get());
    }
    var end = caller.proof().expiresAt();
    if (!now.minus(SKEW).isBefore(end)) {
      return new Standing.Ended(end);
    }
    return switch (judged()) {
      case PUSHED_AND_POLLED, POLLED, PUSHED -> Standing.GOOD;
      case SILENT -> new Standing.Unknown("nobody has told for too long what was taken back");
      case FULL -> new Standing.Unknown("more was taken back than can be held");
    };
  }

  @Override
  public boolean isCurrent() {
    return switch (judged()) {
      case PUSHED_AND_POLLED, POLLED, PUSHED -> true;
      case SILENT, FULL -> false;
    };
  }

  @Override
  public List<Revocation> inForce() {
    return known.inForce(now());
  }

  /** What operators are shown. */
  public RevocationStatus status() {
    return new RevocationStatus(
        judged(),
        since,
        inForce().size(),
        known.revision(),
        push.equals(Push.NONE) ? -1 : pushed.silence().toMillis(),
        polled.silence().toMillis());
  }

  @Override
  public void close() {
    closed.countDown();
    push.close();
  }

  /** Reads now what changed in the log. */
  synchronized void look() {
    var askedAt = polled.now();
    var changes = log.since(known.revision());
    if (changes.revision() < known.revision()) {
      known.forgetRevisions();
      changes = log.since(0);
    }
    known.log(changes);
    polled.toldUpTo(askedAt);
  }

  private void tell(Change change) {
    try {
      push.tell(change)
          .toCompletableFuture()
          .orTimeout(TELLING_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (RuntimeException e) {
      LOG.warn("Redis was not told of a revocation; gateways find it in the database", e);
    }
  }

  private State judged() {
    if (known.isFull()) {
      return State.FULL;
    }
    if (polled.isSilent()) {
      return pushed.isSilent() ? State.SILENT : State.PUSHED;
    }
    return pushed.isSilent() ? State.POLLED : State.PUSHED_AND_POLLED;
  }

  private void follow() {
    var tidiedAt = polled.now();
    while (!isClosedAfter(LOOK)) {
      orWait(this::look);
      if (polled.now() - tidiedAt > TIDY.toNanos()) {
        orWait(this::tidy);
        tidiedAt = polled.now();
      }
      noteState();
    }
  }

  private static void orWait(Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException e) {
      // The next may succeed; until then the feed's silence says how long none did.
      LOG.debug("revocations could not be read", e);
    }
  }

  /** Makes room; what did not fit when it was told has to be read again. */
  synchronized void tidy() {
    known.forgetWhatIsOver(now());
    if (known.isFull()) {
      known.logWhole(log.since(0));
    }
  }

  private void noteState() {
    var now = judged();
    if (now != state) {
      state = now;
      since = clock.instant();
      LOG.atWarn().addKeyValue("state", now).log("revocations come on other ways than before");
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

  /** The time, which never runs back here: a clock set back must not revive what has ended. */
  private Instant now() {
    return Instant.ofEpochMilli(latestMillis.accumulateAndGet(clock.millis(), Math::max));
  }
}
