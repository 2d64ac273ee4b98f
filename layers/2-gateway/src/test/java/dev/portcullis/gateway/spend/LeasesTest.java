package dev.portcullis.gateway.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gateway.spend.Leases.Taken;
import dev.portcullis.gateway.spend.SwitchedStore.Way;
import dev.portcullis.gateway.store.H2Folder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gateway's leases, from an H2 file. */
final class LeasesTest {

  private static final Duration NEVER_IDLE = Duration.ofHours(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOON);
  private final List<Leases> opened = new ArrayList<>();

  @TempDir private Path folder = Path.of("");
  private SwitchedStore store;
  private LeaseTable table;

  @BeforeEach
  void open() throws IOException {
    store = new SwitchedStore(new H2Folder(folder));
    table = LeaseTable.in(store);
  }

  @AfterEach
  void close() {
    store.become(Way.WELL);
    opened.forEach(Leases::close);
  }

  private Leases leases(Duration idle) {
    var leases = Leases.from(table, now::get, idle);
    opened.add(leases);
    return leases;
  }

  private static Taken take(Leases leases, long limit) {
    return leases.take(List.of(Samples.charge(limit, 1))).toCompletableFuture().join();
  }

  @Test
  void everyUnitOfAQuota_canBeSpent_andNotOneMore() {
    var leases = leases(NEVER_IDLE);

    for (int i = 0; i < 300; i++) {
      assertThat(take(leases, 300)).isInstanceOf(Taken.Reserved.class);
    }

    assertThat(take(leases, 300)).isInstanceOf(Taken.Spent.class);
    assertThat(table.taken(Samples.ACCOUNT)).isEqualTo(Samples.requests(300));
  }

  @Test
  void requests_areServedFromBlocks_notFromTheStore() {
    var leases = leases(NEVER_IDLE);

    for (int i = 0; i < 1_000; i++) {
      take(leases, 100_000);
    }

    assertThat(store.writes()).isLessThan(20);
  }

  @Test
  void aSpentQuota_isDeniedWithoutAskingAgain_untilThePeriodEnds() {
    var leases = leases(NEVER_IDLE);
    settle(take(leases, 1));
    take(leases, 1);
    var before = store.writes();

    for (int i = 0; i < 100; i++) {
      assertThat(take(leases, 1)).isInstanceOf(Taken.Spent.class);
    }
    var spent = (Taken.Spent) take(leases, 1);

    assertThat(store.writes()).isLessThanOrEqualTo(before + 1);
    assertThat(spent.retryAfter()).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void whatIsReserved_mayComeBack_soWaitingHelpsSooner() {
    var leases = leases(NEVER_IDLE);
    var first = (Taken.Reserved) take(leases, 1);

    var spent = (Taken.Spent) take(leases, 1);
    first.reservation().undo();

    assertThat(spent.retryAfter()).isEqualTo(Leases.RECHECK);
    assertThat(take(leases, 1)).isInstanceOf(Taken.Reserved.class);
  }

  @Test
  void severalAccounts_areTakenFromTogether_orNotAtAll() {
    var leases = leases(NEVER_IDLE);
    var wide = Samples.charge(100, 1);
    var other = new Account("client:alice", "free", "gpt-*", Samples.DAY, wide.account().index());
    var narrow = new Charge(other, Samples.requests(1), Samples.requests(1), 50);

    var first = leases.take(List.of(wide, narrow)).toCompletableFuture().join();
    var second = leases.take(List.of(wide, narrow)).toCompletableFuture().join();

    assertThat(first).isInstanceOf(Taken.Reserved.class);
    assertThat(second).isInstanceOf(Taken.Spent.class);
    assertThat(leases.status().leases())
        .extracting(held -> held.reserved().requests())
        .containsExactlyInAnyOrder(1L, 1L);
  }

  @Test
  void anIdleLease_goesBack_forOthersToSpend() throws IOException {
    var leases = leases(Duration.ofMillis(50));
    settle(take(leases, 100));

    Samples.await(() -> table.taken(Samples.ACCOUNT).requests() == 1);

    var others = leases(NEVER_IDLE);
    for (int i = 0; i < 99; i++) {
      assertThat(take(others, 100)).isInstanceOf(Taken.Reserved.class);
    }
    assertThat(take(others, 100)).isInstanceOf(Taken.Spent.class);
  }

  @Test
  void aClosedGateway_handsBackAllThatItDidNotSpend() {
    var leases = leases(NEVER_IDLE);
    settle(take(leases, 1_000));
    assertThat(table.taken(Samples.ACCOUNT).requests()).isGreaterThan(1);

    leases.close();

    assertThat(table.taken(Samples.ACCOUNT).requests()).isEqualTo(1);
  }

  @Test
  void aRestWhoseReceiptWasLost_goesBackOnce() {
    var leases = leases(Duration.ofMillis(50));
    settle(take(leases, 100));

    store.become(Way.DEAF);
    Samples.await(() -> leases.status().failures() >= 3);
    store.become(Way.WELL);
    Samples.await(() -> leases.status().state() == SpendStatus.State.WELL);

    assertThat(table.taken(Samples.ACCOUNT).requests()).isEqualTo(1);
  }

  @Test
  void whileTheStoreIsAway_theLeaseIsSpent_andThenRequestsAreDenied() {
    var leases = leases(NEVER_IDLE);
    take(leases, 1_000);
    store.become(Way.AWAY);

    long admitted = 0;
    while (take(leases, 1_000) instanceof Taken.Reserved) {
      admitted++;
    }

    assertThat(admitted).isBetween(5L, 100L);
    assertThat(take(leases, 1_000)).isInstanceOf(Taken.Away.class);
    assertThat(leases.status().state()).isEqualTo(SpendStatus.State.AWAY);
    assertThat(leases.status().deniedAway()).isPositive();
  }

  @Test
  void aStoreThatIsSlow_isWaitedForOneSecond_andWhatItGivesThenIsKept() {
    var leases = leases(NEVER_IDLE);
    store.become(Way.SLOW);
    var started = System.nanoTime();

    var taken = take(leases, 100);

    assertThat(taken).isInstanceOf(Taken.Away.class);
    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isBetween(Leases.WAIT.minusMillis(50), SpendControl.DEADLINE);
    store.become(Way.WELL);
    Samples.await(() -> leases.status().leases().getFirst().available().requests() > 0);
    assertThat(leases.status().leases().getFirst().reserved().requests()).isZero();
  }

  @Test
  void aStoreThatIsBack_isNoticed_beforeAnybodyAsks() {
    var leases = leases(NEVER_IDLE);
    store.become(Way.AWAY);
    assertThat(take(leases, 10)).isInstanceOf(Taken.Away.class);

    store.become(Way.WELL);
    Samples.await(() -> leases.status().state() == SpendStatus.State.WELL);

    assertThat(take(leases, 10)).isInstanceOf(Taken.Reserved.class);
  }

  @Test
  void aGrantWhoseReceiptWasLost_isSpentByNobody() {
    var leases = leases(NEVER_IDLE);
    store.become(Way.DEAF);
    assertThat(take(leases, 100)).isInstanceOf(Taken.Away.class);
    store.become(Way.WELL);
    Samples.await(() -> leases.status().state() == SpendStatus.State.WELL);

    long admitted = 0;
    while (take(leases, 100) instanceof Taken.Reserved) {
      admitted++;
    }

    assertThat(admitted).isBetween(50L, 98L);
    assertThat(table.taken(Samples.ACCOUNT).requests()).isEqualTo(100);
  }

  @Test
  void settling_givesBackTheRest_andTakesWhatWasUsedBeyond() {
    var lease = new Lease(Samples.ACCOUNT, Samples.requests(10), 50, 0);
    lease.granted(new LeaseTable.Grant(Samples.requests(5), Amounts.NONE), 0);
    lease.take(Samples.charge(10, 3), 0);

    var cheap = lease.settle(Samples.requests(3), Samples.requests(1));
    lease.take(Samples.charge(10, 1), 0);
    var dear = lease.settle(Samples.requests(1), Samples.requests(9));

    assertThat(cheap.isNothing()).isTrue();
    assertThat(dear).isEqualTo(Samples.requests(5));
    assertThat(lease.held().available().requests()).isZero();
    assertThat(lease.isReserved()).isFalse();
  }

  @Test
  void aNewPeriod_isANewQuota_andTheOldOneIsForgotten() {
    var leases = leases(NEVER_IDLE);
    settle(take(leases, 1));
    var tomorrow = Samples.DAY.indexAt(Samples.NOON) + 1;
    var next = new Account("client:alice", "free", "*", Samples.DAY, tomorrow);

    now.set(Samples.NOON.plus(Duration.ofDays(1)));
    var charge = new Charge(next, Samples.requests(1), Samples.requests(1), 50);
    var taken = leases.take(List.of(charge)).toCompletableFuture().join();

    assertThat(taken).isInstanceOf(Taken.Reserved.class);
    Samples.await(() -> leases.status().accounts() == 1);
    table.forget(Instant.now());
    assertThat(table.taken(Samples.ACCOUNT).isNothing()).isTrue();
  }

  @Test
  void aFastClock_forgetsNoAccount_ofThoseWhoseClocksAreRight() {
    var today = today();
    handOut(today, 7);
    var writes = store.writes();

    now.set(Instant.now().plus(Duration.ofDays(60)));
    var leases = leases(NEVER_IDLE);
    Samples.await(() -> store.writes() > writes);
    leases.close();

    assertThat(table.taken(today)).isEqualTo(Samples.requests(7));
  }

  @Test
  void unitsThatComeBack_toAnAccountThatHandedOutFewer_leaveItWhole_andNotMore() {
    var today = today();
    handOut(today, 3);

    table.giveBack(List.of(new LeaseTable.GiveBack("r1", today, Samples.requests(5))));

    assertThat(table.taken(today).isNothing()).isTrue();
  }

  private static Account today() {
    return new Account(
        "client:alice", "free", "*", Samples.DAY, Samples.DAY.indexAt(Instant.now()));
  }

  private void handOut(Account account, long units) {
    var requests = Samples.requests(units);
    table.take(List.of(new LeaseTable.Ask(account, requests, requests, requests, 1)));
  }

  private static void settle(Taken taken) {
    ((Taken.Reserved) taken).reservation().settle(Samples.answered());
  }
}
