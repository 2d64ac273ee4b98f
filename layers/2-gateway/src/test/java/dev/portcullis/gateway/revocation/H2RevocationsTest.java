package dev.portcullis.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.store.H2Folder;
import dev.portcullis.kernel.port.Revocations;
import dev.portcullis.kernel.port.Revocations.Standing;
import dev.portcullis.testkit.RevocationsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
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
