package dev.portcullis.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.store.H2Folder;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocation.Target;
import dev.portcullis.kernel.port.Revocations;
import dev.portcullis.kernel.port.Revocations.Standing;
import dev.portcullis.testkit.RevocationsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One machine: a gateway and the command line share a file, without Redis. */
final class H2RevocationsTest implements RevocationsContract {

  @TempDir private Path folder = Path.of("");
  private final List<RevocationRegister> opened = new ArrayList<>();

  @Override
  public Revocations revocations() throws IOException {
    return open();
  }

  private RevocationRegister open() throws IOException {
    var register = RevocationRegister.following(new H2Folder(folder), InstantSource.system());
    opened.add(register);
    return register;
  }

  @AfterEach
  void closeAll() {
    opened.forEach(RevocationRegister::close);
  }

  @Test
  void whatTheCommandLineTakesBack_isRefusedByTheGateway_withinASecond() throws IOException {
    var gateway = open();
    var commandLine = open();
    assertThat(gateway.of(Callers.withToken("t1"))).isEqualTo(Standing.GOOD);

    commandLine.revoke(Callers.ofToken("t1"));

    assertThat(Moments.until(() -> !gateway.of(Callers.withToken("t1")).equals(Standing.GOOD)))
        .isLessThan(Duration.ofSeconds(1));
    assertThat(gateway.status().state()).isEqualTo(RevocationStatus.State.POLLED);
  }

  @Test
  void whatWasTakenBack_isKnownToAGatewayThatStartsLater() throws IOException {
    open().revoke(Callers.ofToken("t1"));

    assertThat(open().of(Callers.withToken("t1"))).isInstanceOf(Standing.Revoked.class);
  }

  @Test
  void aFastClock_endsNoRevocation_ofThoseWhoseClocksAreRight() throws IOException {
    var log = log(InstantSource.system());
    log.revoke(Callers.ofToken("t1"));

    var fast = Instant.now().plus(Duration.ofDays(400));
    log(() -> fast).revoke(Callers.ofToken("t2"));

    assertThat(log.since(0).changes()).hasSize(2);
  }

  @Test
  void whatIsOver_isForgotten_whenTheNextIsTakenBack() throws IOException {
    var log = log(InstantSource.system());
    var ended = Instant.now().minus(Duration.ofMinutes(1));
    log.revoke(new Revocation(Target.key("k1"), Revocation.ALWAYS, ended, "over"));

    log.revoke(Callers.ofToken("t2"));

    assertThat(log.since(0).changes())
        .extracting(change -> change.revocation().target().name())
        .containsExactly("t2");
  }

  @Test
  void aFleet_hasOneName_whichIsNoOtherFleets() throws IOException {
    var name = log(InstantSource.system()).fleet();
    var other = new H2Folder(Files.createDirectory(folder.resolve("other")));

    assertThat(log(InstantSource.system()).fleet()).isEqualTo(name);
    assertThat(
            new JdbiRevocationLog(other.open(JdbiRevocationLog.REVOCATIONS), InstantSource.system())
                .fleet())
        .isNotEqualTo(name);
  }

  private JdbiRevocationLog log(InstantSource clock) throws IOException {
    return new JdbiRevocationLog(new H2Folder(folder).open(JdbiRevocationLog.REVOCATIONS), clock);
  }

  @Test
  void aStoreThatIsGone_refusesEverybodyAfterFiveSeconds_andNobodyWhenItIsBack()
      throws IOException {
    var gateway = open();
    var file = folder.resolve("revocations.mv.db");
    var aside = folder.resolve("aside");

    Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    var refusedAfter = Moments.until(() -> !gateway.isCurrent());
    var standing = gateway.of(Callers.withToken("t1"));
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    var backAfter = Moments.until(gateway::isCurrent);

    assertThat(refusedAfter).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    assertThat(standing).isInstanceOf(Standing.Unknown.class);
    assertThat(backAfter).isLessThan(Duration.ofSeconds(1));
  }
}
