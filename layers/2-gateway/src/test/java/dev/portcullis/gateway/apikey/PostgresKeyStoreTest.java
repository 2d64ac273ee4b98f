package dev.portcullis.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.store.PostgresServer;
import dev.portcullis.gateway.store.StoreSettings;
import dev.portcullis.testkit.Postgres;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PostgresKeyStoreTest implements KeyStoreContract {

  private final URI place = Postgres.newDatabase();
  private final PostgresServer here = PostgresServer.connecting(new StoreSettings(place));
  private final PostgresServer there = PostgresServer.connecting(new StoreSettings(place));

  @Override
  public KeyStore store() {
    return new JdbiKeyStore(here.open(JdbiKeyStore.KEYS));
  }

  @Test
  void twoGateways_makeKeysAtOnce_andNoneIsLost() {
    var stores = List.of(store(), new JdbiKeyStore(there.open(JdbiKeyStore.KEYS)));

    var made =
        stores.stream()
            .map(store -> CompletableFuture.supplyAsync(() -> makeTen(store)))
            .toList()
            .stream()
            .flatMap(ten -> ten.join().stream())
            .toList();

    assertThat(stores.getFirst().changesSince(0).keys())
        .extracting(key -> key.id().value())
        .containsExactlyInAnyOrderElementsOf(made);
  }

  @AfterEach
  void closeBoth() {
    here.close();
    there.close();
  }

  private static List<String> makeTen(KeyStore store) {
    var keys = new Keys(store, Samples.peppers(), InstantSource.system());
    return IntStream.range(0, 10)
        .mapToObj(i -> keys.create(Samples.grant("c" + i), Environment.TEST, Samples.DAY))
        .map(shown -> shown.key().id().value())
        .toList();
  }
}
