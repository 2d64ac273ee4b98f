package dev.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Proof;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocation.Kind;
import dev.portcullis.kernel.port.Revocation.Target;
import dev.portcullis.kernel.port.Revocations;
import dev.portcullis.kernel.port.Revocations.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Revocations} does. */
public interface RevocationsContract {

  String ISSUER = "https://issuer.example";

  /** A new one, with nothing taken back. */
  Revocations revocations() throws Exception;

  /** Now, as far as the implementation is concerned. */
  default Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** A token of an issuer's, issued a minute ago. */
  default Identity token(String subject, String jti) {
    var proof =
        new Proof(ISSUER, "app", "k1", now().minusSeconds(60), now().plus(Duration.ofHours(1)));
    return new Identity(subject, jti, "free", List.of("*"), List.of("inference:*"), "", proof);
  }

  /** A key of ours, made a minute ago. */
  default Identity key(String subject, String id) {
    var proof =
        new Proof(
            Proof.OURSELVES, subject, "", now().minusSeconds(60), now().plus(Duration.ofDays(9)));
    return new Identity(subject, id, "free", List.of("*"), List.of("inference:*"), "", proof);
  }

  @Test
  default void nothingTakenBack_everybodyStandsWell() throws Exception {
    var revocations = revocations();

    assertThat(revocations.isCurrent()).isTrue();
    assertThat(revocations.of(token("alice", "t1"))).isEqualTo(Standing.GOOD);
    assertThat(revocations.of(key("alice", "kid00001"))).isEqualTo(Standing.GOOD);
    assertThat(revocations.of(Identity.anonymous())).isEqualTo(Standing.GOOD);
  }

  @Test
  default void eachKind_takesBackWhatItNames_andNothingElse() throws Exception {
    var token = token("alice", "t1");
    var key = key("bob", "kid00001");
    var targets =
        List.of(
            new Target(Kind.TOKEN, ISSUER, "t1"),
            new Target(Kind.TOKEN, "", "t1"),
            new Target(Kind.CLIENT, "", "app"),
            new Target(Kind.CLIENT, ISSUER, "app"),
            new Target(Kind.SUBJECT, "", "alice"),
            new Target(Kind.ISSUER_KEY, ISSUER, "k1"),
            Target.issuer(ISSUER));
    for (var target : targets) {
      var revocations = revocations();

      revocations.revoke(Revocation.of(target, now(), "test"));

      assertThat(revocations.of(token)).as("%s", target).isInstanceOf(Standing.Revoked.class);
      assertThat(revocations.of(key)).as("%s", target).isEqualTo(Standing.GOOD);
      revocations.lift(target);
    }
  }

  @Test
  default void whatIsAnothers_isNotTakenBack() throws Exception {
    var revocations = revocations();
    var others =
        List.of(
            new Target(Kind.TOKEN, "https://other.example", "t1"),
            new Target(Kind.SUBJECT, "https://other.example", "alice"),
            new Target(Kind.ISSUER_KEY, "https://other.example", "k1"),
            new Target(Kind.CLIENT, "", "alice"),
            Target.key("t1"));

    others.forEach(target -> revocations.revoke(Revocation.of(target, now(), "test")));

    assertThat(revocations.of(token("alice", "t1"))).isEqualTo(Standing.GOOD);
  }

  @Test
  default void aKey_isTakenBackByItsId_andATokenOfThatNameIsNot() throws Exception {
    var revocations = revocations();

    revocations.revoke(Revocation.of(Target.key("kid00001"), now(), "leaked"));

    assertThat(revocations.of(key("bob", "kid00001")))
        .isInstanceOfSatisfying(
            Standing.Revoked.class, by -> assertThat(by.by().why()).isEqualTo("leaked"));
    assertThat(revocations.of(token("bob", "kid00001"))).isEqualTo(Standing.GOOD);
  }

  @Test
  default void notBefore_takesBackWhatIsOlder_andNothingNewer() throws Exception {
    var revocations = revocations();
    var target = new Target(Kind.SUBJECT, "", "alice");
    var issued = token("alice", "t1").proof().issuedAt();

    revocations.revoke(Revocation.before(issued, target, "test"));
    var atThatInstant = revocations.of(token("alice", "t1"));
    revocations.revoke(Revocation.before(issued.plusSeconds(30), target, "test"));

    assertThat(atThatInstant).isEqualTo(Standing.GOOD);
    assertThat(revocations.of(token("alice", "t1"))).isInstanceOf(Standing.Revoked.class);
  }

  @Test
  default void aNarrowerOne_neverGivesBack_whatAWiderTook() throws Exception {
    var revocations = revocations();
    var target = new Target(Kind.SUBJECT, "", "alice");
    revocations.revoke(Revocation.of(target, now(), "gone"));

    revocations.revoke(Revocation.before(now().minus(Duration.ofDays(1)), target, "test"));

    assertThat(revocations.of(token("alice", "t1"))).isInstanceOf(Standing.Revoked.class);
  }

  @Test
  default void lifted_itStandsWellAgain_andLiftingTwiceIsNoError() throws Exception {
    var revocations = revocations();
    var target = new Target(Kind.CLIENT, "", "app");
    revocations.revoke(Revocation.of(target, now(), "test"));

    revocations.lift(target);
    revocations.lift(target);

    assertThat(revocations.of(token("alice", "t1"))).isEqualTo(Standing.GOOD);
    assertThat(revocations.inForce()).isEmpty();
  }

  @Test
  default void takenBackAgainAfterItWasLifted_itIsRevoked() throws Exception {
    var revocations = revocations();
    var target = new Target(Kind.CLIENT, "", "app");
    revocations.revoke(Revocation.of(target, now(), "first"));
    revocations.lift(target);

    revocations.revoke(Revocation.of(target, now(), "second"));

    assertThat(revocations.of(token("alice", "t1"))).isInstanceOf(Standing.Revoked.class);
    assertThat(revocations.inForce()).extracting(Revocation::why).containsExactly("second");
  }

  @Test
  default void aCredentialThatHasEnded_doesNotStandWell() throws Exception {
    var hourAgo = now().minus(Duration.ofHours(1));
    var proof = new Proof(ISSUER, "app", "k1", hourAgo, hourAgo.plus(Duration.ofMinutes(30)));
    var ended = new Identity("alice", "t1", "free", List.of("*"), List.of(), "", proof);

    assertThat(revocations().of(ended)).isInstanceOf(Standing.Ended.class);
  }

  @Test
  default void nobody_canBeTakenBack() throws Exception {
    var revocations = revocations();

    revocations.revoke(Revocation.of(new Target(Kind.SUBJECT, "", "anonymous"), now(), "test"));

    assertThat(revocations.of(Identity.anonymous())).isEqualTo(Standing.GOOD);
  }
}
