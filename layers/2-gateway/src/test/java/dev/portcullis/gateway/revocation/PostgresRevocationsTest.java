package dev.portcullis.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.store.PostgresServer;
import dev.portcullis.gateway.store.StoreSettings;
import dev.portcullis.kernel.port.Revocations;
import dev.portcullis.testkit.Postgres;
import dev.portcullis.testkit.RevocationsContract;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PostgresRevocationsTest implements RevocationsContract {

  private final PostgresServer server =
      PostgresServer.connecting(new StoreSettings(Postgres.newDatabase()));

  @Override
  public Revocations revocations() throws IOException {
    return RevocationRegister.following(server, InstantSource.system());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void manyWriters_losesNothing_andEveryRevisionIsOneChange() {
    var logs = List.of(log(), log(), log());

    var revisions =
        logs.stream()
            .map(log -> CompletableFuture.supplyAsync(() -> revokeTen(log)))
            .toList()
            .stream()
            .flatMap(ten -> ten.join().stream())
            .toList();

    assertThat(revisions).doesNotHaveDuplicates().hasSize(30);
    assertThat(log().since(0).changes()).hasSize(30);
    assertThat(log().since(0).revision()).isEqualTo(30);
  }

  private RevocationLog log() {
    return new JdbiRevocationLog(
        server.open(JdbiRevocationLog.REVOCATIONS), InstantSource.system());
  }

  private static List<Long> revokeTen(RevocationLog log) {
    return IntStream.range(0, 10)
        .mapToObj(i -> log.revoke(Callers.ofToken("t" + System.identityHashCode(log) + "-" + i)))
        .map(Change::revision)
        .toList();
  }
}
