package dev.portcullis.edge.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SeatsTest {
  private static final InetAddress ALICE = InetAddress.ofLiteral("203.0.113.1");
  private static final InetAddress BOB = InetAddress.ofLiteral("203.0.113.2");

  @Test
  void anAddress_hasSoMany_andGetsOneAgainForOneGivenBack() {
    var seats = new Seats(2, 100);
    var first = seats.take(ALICE).orElseThrow();
    assertThat(seats.take(ALICE)).isPresent();

    assertThat(seats.take(ALICE)).isEmpty();
    assertThat(seats.take(BOB)).isPresent();
    first.close();
    assertThat(seats.take(ALICE)).isPresent();
  }

  @Test
  void theHouse_hasSoMany_proxiesIncluded_andARefusalCostsNoSeat() {
    var seats = new Seats(10, 2);
    var proxy = seats.takeForProxy().orElseThrow();
    assertThat(seats.take(ALICE)).isPresent();

    assertThat(seats.take(BOB)).isEmpty();
    assertThat(seats.takeForProxy()).isEmpty();
    proxy.close();
    assertThat(seats.take(BOB)).isPresent();
    assertThat(seats.taken()).isEqualTo(2);
  }

  @Test
  void aListenersSeats_standInTheHouses_andEachIsGivenBackOnce() {
    var house = new Seats(1, 3);
    var one = house.within(2, 2);
    var other = house.within(5, 5);
    var first = one.take(ALICE).orElseThrow();
    assertThat(one.take(ALICE)).isPresent();
    assertThat(one.takeForProxy()).isEmpty();
    assertThat(other.take(ALICE)).isPresent();

    assertThat(other.take(BOB)).isEmpty();
    first.close();
    first.close();

    assertThat(other.take(BOB)).isPresent();
    assertThat(house.taken()).isEqualTo(3);
    assertThat(one.taken()).isEqualTo(1);
    assertThat(other.taken()).isEqualTo(2);
  }

  @Test
  void aSeatGivenBackTwice_isOneSeat() {
    var seats = new Seats(2, 100);
    var seat = seats.take(ALICE).orElseThrow();
    assertThat(seats.take(ALICE)).isPresent();

    seat.close();
    seat.close();

    assertThat(seats.taken()).isEqualTo(1);
    assertThat(seats.take(ALICE)).isPresent();
    assertThat(seats.take(ALICE)).isEmpty();
  }

  @Test
  void addressesOfOneIpv6Network_areOneClient() {
    var seats = new Seats(1, 100);

    assertThat(seats.take(InetAddress.ofLiteral("2001:db8:1:2::1"))).isPresent();
    assertThat(seats.take(InetAddress.ofLiteral("2001:db8:1:2:ffff::9"))).isEmpty();
    assertThat(seats.take(InetAddress.ofLiteral("2001:db8:1:3::1"))).isPresent();
  }

  @Test
  void seatsTakenAndGivenByManyAtOnce_comeOutEven() throws Exception {
    var seats = new Seats(50, 60);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (var i = 0; i < 2_000; i++) {
        var client = i % 2 == 0 ? ALICE : BOB;
        all.add(threads.submit(() -> comeAndGo(seats.take(client))));
      }
      for (var one : all) {
        one.get();
      }
    }

    assertThat(seats.taken()).isZero();
    for (var i = 0; i < 50; i++) {
      assertThat(seats.take(ALICE)).isPresent();
    }
    assertThat(seats.take(ALICE)).isEmpty();
  }

  private static void comeAndGo(Optional<Seats.Seat> seat) {
    seat.ifPresent(Seats.Seat::close);
  }
}
