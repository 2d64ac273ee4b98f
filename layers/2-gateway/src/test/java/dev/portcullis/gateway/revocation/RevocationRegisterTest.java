package dev.portcullis.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gateway.revocation.RevocationStatus.State;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocation.Kind;
import dev.portcullis.kernel.port.Revocation.Target;
import dev.portcullis.kernel.port.Revocations.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What one gateway makes of its two feeds, with time in the test's hands. */
final class RevocationRegisterTest {

  /** The client that every caller here is. */
  private static final Target APP = new Target(Kind.CLIENT, "", "app");

  private final MapRevocationLog log = new MapRevocationLog();
  private final HeldPush push = new HeldPush();
  private Instant now = Instant.now();
  private long nanos;

  /** A push that tells when the test says so. */
  private static final class HeldPush implements Push {
    private Consumer<Change> changes = _ -> {};
    private Feed feed = new Feed(() -> 0);

    @Override
    public void listen(Consumer<Change> changes, Feed feed) {
      this.changes = changes;
      this.feed = feed;
    }

    @Override
    public CompletionStage<?> tell(Change change) {
      return CompletableFuture.failedStage(new IllegalStateException("nobody is told"));
    }

    @Override
    public void close() {}
  }

  private RevocationRegister register() {
    return register(10);
  }

  private RevocationRegister register(int capacity) {
    return new RevocationRegister(log, push, () -> now, () -> nanos, capacity);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void eitherFeed_isEnough_andNeitherIsNot() {
    var register = register();
    push.feed.toldUpTo(nanos);
    assertThat(register.status().state()).isEqualTo(State.PUSHED_AND_POLLED);

    pass(Duration.ofSeconds(4));
    register.look();
    pass(Duration.ofSeconds(2));
    assertThat(register.status().state()).isEqualTo(State.POLLED);
    push.feed.toldUpTo(nanos);
    pass(Duration.ofSeconds(4));
    assertThat(register.status().state()).isEqualTo(State.PUSHED);
    assertThat(register.of(Callers.withToken("t1"))).isEqualTo(Standing.GOOD);

    pass(Duration.ofSeconds(2));
    assertThat(register.status().state()).isEqualTo(State.SILENT);
    assertThat(register.of(Callers.withToken("t1"))).isInstanceOf(Standing.Unknown.class);
    assertThat(register.isCurrent()).isFalse();

    register.look();
    assertThat(register.of(Callers.withToken("t1"))).isEqualTo(Standing.GOOD);
  }

  @Test
  void whatIsKnownToBeRevoked_isSaidSo_evenWhereNobodyTellsAnyMore() {
    var register = register();
    register.revoke(Callers.ofToken("t1"));
    pass(Duration.ofMinutes(1));

    assertThat(register.of(Callers.withToken("t1"))).isInstanceOf(Standing.Revoked.class);
  }

  @Test
  void aRevocationThatCannotBeWritten_isAnError_andTakesNothingBack() {
    var register = register();
    log.away(true);

    assertThatThrownBy(() -> register.revoke(Callers.ofToken("t1")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(register.of(Callers.withToken("t1"))).isEqualTo(Standing.GOOD);
  }

  @Test
  void aRegisterWhoseLogCannotBeRead_isNotOpened() {
    log.away(true);

    assertThatThrownBy(this::register).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatWasLifted_isNotTakenBackAgain_byAnOldWordFromRedis() {
    var register = register();
    var change = log.revoke(Callers.ofToken("t1"));
    log.lift(change.revocation().target());
    register.look();

    push.changes.accept(change);

    assertThat(register.of(Callers.withToken("t1"))).isEqualTo(Standing.GOOD);
  }

  @Test
  void aWordFromRedis_counts_beforeTheLogIsRead() {
    var register = register();

    push.changes.accept(log.revoke(Callers.ofToken("t1")));

    assertThat(register.of(Callers.withToken("t1"))).isInstanceOf(Standing.Revoked.class);
  }

  @Test
  void aWordFromRedis_doesNotOutrankTheLog_whateverRevisionItClaims() {
    var register = register();
    var nobody = new Revocation(APP, Instant.EPOCH, Revocation.ALWAYS, "forged");

    push.changes.accept(new Change(Long.MAX_VALUE, Change.State.IN_FORCE, nobody));
    log.revoke(Revocation.of(APP, now, "stolen"));
    register.look();

    assertThat(register.of(Callers.withToken("t1"))).isInstanceOf(Standing.Revoked.class);
  }

  @Test
  void wordsFromRedisAboutOneTarget_takeBackTogether_whatEitherDoes() {
    var register = register();
    var nobody = new Revocation(APP, Instant.EPOCH, now, "forged");

    push.changes.accept(log.revoke(Revocation.of(APP, now, "stolen")));
    push.changes.accept(new Change(Long.MAX_VALUE, Change.State.IN_FORCE, nobody));

    assertThat(register.of(Callers.withToken("t1"))).isInstanceOf(Standing.Revoked.class);
  }

  @Test
  void whatTheLogSaysOfATarget_endsWhatRedisToldOfIt() {
    var register = register();
    push.changes.accept(
        new Change(Long.MAX_VALUE, Change.State.IN_FORCE, Revocation.of(APP, now, "forged")));
    assertThat(register.of(Callers.withToken("t1"))).isInstanceOf(Standing.Revoked.class);

    log.revoke(Revocation.of(APP, now, "so that it can be lifted"));
    log.lift(APP);
    register.look();

    assertThat(register.of(Callers.withToken("t1"))).isEqualTo(Standing.GOOD);
    assertThat(register.inForce()).isEmpty();
  }

  @Test
  void moreToldThanFits_refusesEverybody_untilTheLogIsReadWhole() {
    var register = register(1);
    push.changes.accept(new Change(8, Change.State.IN_FORCE, Callers.ofToken("t1")));
    push.changes.accept(new Change(9, Change.State.IN_FORCE, Callers.ofToken("t2")));
    assertThat(register.status().state()).isEqualTo(State.FULL);

    register.tidy();

    assertThat(register.isCurrent()).isTrue();
    assertThat(register.of(Callers.withToken("t1"))).isInstanceOf(Standing.Revoked.class);
  }

  @Test
  void moreThanFits_refusesEverybody_untilItFits() {
    var register = register(1);
    log.revoke(Callers.ofToken("t1"));
    log.revoke(Callers.ofToken("t2"));

    register.look();
    assertThat(register.status().state()).isEqualTo(State.FULL);
    assertThat(register.of(Callers.withToken("other"))).isInstanceOf(Standing.Unknown.class);

    register.tidy();
    assertThat(register.status().state()).isEqualTo(State.FULL);
  }

  @Test
  void aLogThatWentBack_isReadAgain_andGivesNothingBack() {
    var register = register();
    register.revoke(Callers.ofToken("t1"));
    register.revoke(Callers.ofToken("t2"));
    register.look();

    log.goBack();
    register.look();

    assertThat(register.of(Callers.withToken("t2"))).isInstanceOf(Standing.Revoked.class);
    assertThat(register.status().revision()).isEqualTo(1);
  }

  @Test
  void aClockSetBack_revivesNothing() {
    var register = register();
    var caller = Callers.withToken("t1");
    now = caller.proof().expiresAt().plus(Duration.ofMinutes(2));
    assertThat(register.of(caller)).isInstanceOf(Standing.Ended.class);

    now = caller.proof().issuedAt();

    assertThat(register.of(caller)).isInstanceOf(Standing.Ended.class);
  }
}
