package dev.portcullis.gateway.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.spend.Leases.Taken;
import dev.portcullis.gateway.store.H2Folder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases that nobody needs end; requests that cannot be served leave nothing behind. */
final class LeaseEndTest {

  private static final Duration SOON = Duration.ofMillis(50);

  @TempDir private Path folder = Path.of("");
  private H2Folder store;
  private LeaseTable table;

  @BeforeEach
  void open() throws IOException {
    store = new H2Folder(folder);
    table = LeaseTable.in(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Leases leases(Duration idle, int most) {
    return Leases.from(table, () -> Samples.NOON, idle, most);
  }

  private static Charge charge(String holder) {
    var account = new Account(holder, "free", "*", Samples.DAY, Samples.ACCOUNT.index());
    return new Charge(account, Samples.requests(100), Samples.requests(1), 50);
  }

  private static CompletableFuture<Taken> take(Leases leases, String... holders) {
    var charges = List.of(holders).stream().map(LeaseEndTest::charge).toList();
    return leases.take(charges).toCompletableFuture();
  }

  private static void settle(Taken taken) {
    ((Taken.Reserved) taken).reservation().settle(Samples.answered());
  }

  @Test
  void clientsWhoLeft_leaveRoomForOthers_andFindTheirQuotaWhenTheyComeBack() {
    try (var leases = leases(SOON, 1)) {
      for (var holder : List.of("client:a", "client:b", "client:a")) {
        settle(take(leases, holder).join());
        Samples.await(() -> leases.status().accounts() == 0);
      }
    }

    assertThat(table.taken(charge("client:a").account())).isEqualTo(Samples.requests(2));
    assertThat(table.taken(charge("client:b").account())).isEqualTo(Samples.requests(1));
  }

  @Test
  void aRequestPastTheCap_fails_andNothingStaysReservedForIt() {
    try (var leases = leases(Duration.ofHours(1), 1)) {
      settle(take(leases, "client:a").join());

      var refused = take(leases, "client:a", "client:b");

      assertThat(refused).failsWithin(Leases.WAIT.dividedBy(2));
      assertThat(refused.exceptionNow()).hasMessage("more than 1 accounts");
      assertThat(leases.status().leases())
          .extracting(held -> held.reserved().requests())
          .containsExactly(0L);
    }
  }

  @Test
  void aLeaseThatIsReserved_stays_andTakesBackWhatWasNotUsed() {
    try (var leases = leases(SOON, 1)) {
      var reserved = (Taken.Reserved) take(leases, "client:a").join();
      Samples.await(() -> table.taken(charge("client:a").account()).requests() == 1);
      assertThat(leases.status().accounts()).isEqualTo(1);

      reserved.reservation().undo();

      Samples.await(() -> table.taken(charge("client:a").account()).isNothing());
      Samples.await(() -> leases.status().accounts() == 0);
    }
  }

  @Test
  void aRetiredLease_servesNobodyWhoStillHasItInHand() {
    var lease = new Lease(Samples.ACCOUNT, Samples.requests(10), 50, 0);
    lease.granted(new LeaseTable.Grant(Samples.requests(5), Amounts.NONE), 0);
    var told = new CompletableFuture<Lease.Told>();

    assertThat(lease.retire()).isTrue();

    assertThat(lease.take(Samples.charge(10, 1), 0)).isEqualTo(Lease.Taking.RETIRED);
    assertThat(lease.isAskedFirst(Samples.requests(1), told)).isFalse();
    assertThat(lease.startsAsking()).isFalse();
    assertThat(told).isCompletedWithValue(Lease.Told.ASKED);
    assertThat(lease.release()).isEqualTo(Samples.requests(5));
  }

  @Test
  void leasesThatEndWhileRequestsCome_loseNoUnit_andSpendNoneTwice() throws InterruptedException {
    var spent = new LongAdder();
    try (var leases = leases(Duration.ZERO, 100)) {
      var clients = new Thread[4];
      for (int i = 0; i < clients.length; i++) {
        clients[i] = Thread.ofPlatform().start(() -> spend(leases, spent));
      }
      for (var client : clients) {
        client.join();
      }
    }

    assertThat(spent.sum()).isPositive();
    assertThat(table.taken(Samples.ACCOUNT)).isEqualTo(Samples.requests(spent.sum()));
  }

  private static void spend(Leases leases, LongAdder spent) {
    var end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
    while (System.nanoTime() < end) {
      settle(leases.take(List.of(Samples.charge(1_000_000, 1))).toCompletableFuture().join());
      spent.increment();
      Samples.sleep(Duration.ofMillis(1));
    }
  }
}
