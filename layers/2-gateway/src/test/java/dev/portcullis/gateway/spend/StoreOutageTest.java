package dev.portcullis.gateway.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.spend.Leases.Taken;
import dev.portcullis.gateway.store.PostgresServer;
import dev.portcullis.gateway.store.StoreSettings;
import dev.portcullis.testkit.Postgres;
import java.io.IOException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PostgreSQL goes away and comes back (F12 of the fault list). */
final class StoreOutageTest {

  private static final long LIMIT = 5_000;

  private final URI place = Postgres.newDatabase();
  private final PostgresServer server = PostgresServer.connecting(new StoreSettings(place));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Timeout(90)
  void anOutage_isBridgedByTheLease_thenDenies_andNothingIsSpentTwice()
      throws IOException, SQLException {
    long spent = 0;
    try (var leases = Leases.from(LeaseTable.in(server), () -> Samples.NOON, Duration.ofHours(1))) {
      assertThat(take(leases)).isInstanceOf(Taken.Reserved.class);
      spent++;
      disconnect();

      var bridged = spendAll(leases);
      spent += bridged;
      assertThat(bridged).isBetween(20L, LIMIT / 10);
      assertThat(leases.status().state()).isEqualTo(SpendStatus.State.AWAY);

      reconnect();
      Samples.await(() -> leases.status().state() == SpendStatus.State.WELL);
      spent += spendAll(leases);
      assertThat(take(leases)).isInstanceOf(Taken.Spent.class);
    }

    // A block whose grant nobody heard of is lost, at most.
    assertThat(spent).isBetween(LIMIT - LIMIT / 25, LIMIT);
    assertThat(LeaseTable.in(server).taken(Samples.ACCOUNT).requests()).isEqualTo(LIMIT);
  }

  private static long spendAll(Leases leases) {
    long spent = 0;
    while (take(leases) instanceof Taken.Reserved(var reservation)) {
      reservation.settle(Samples.answered());
      spent++;
    }
    return spent;
  }

  private static Taken take(Leases leases) {
    return leases.take(List.of(Samples.charge(LIMIT, 1))).toCompletableFuture().join();
  }

  private void disconnect() throws SQLException {
    execute("alter database " + name() + " with allow_connections false");
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
            .formatted(name()));
  }

  private void reconnect() throws SQLException {
    execute("alter database " + name() + " with allow_connections true");
  }

  private void execute(String statement) throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:" + place.getPort() + "/postgres?user=postgres";
    try (var connection = DriverManager.getConnection(url);
        var administration = connection.createStatement()) {
      administration.execute(statement);
    }
  }

  private String name() {
    return place.getPath().substring(1);
  }
}
