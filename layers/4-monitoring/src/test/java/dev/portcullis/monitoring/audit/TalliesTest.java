package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Reason;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TalliesTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final Tallies tallies = new Tallies(nanos::get);

  private static Group group(int network) {
    return new Group(Reason.UNAUTHENTICATED, "predict", network + ".0.0.0/24");
  }

  @Test
  void firstFewOfAGroup_areKeptWhole_andAgainAfterAWhile() {
    for (int i = 0; i < Tallies.MAX_WHOLE_OF_A_GROUP; i++) {
      assertThat(tallies.grantsWhole(group(1))).isTrue();
    }
    assertThat(tallies.grantsWhole(group(1))).isFalse();
    assertThat(tallies.grantsWhole(group(2))).isTrue();

    nanos.addAndGet(Tallies.WHOLE_WINDOW.toNanos());

    assertThat(tallies.grantsWhole(group(1))).isTrue();
  }

  @Test
  void manyGroups_shareABoundOnWhatIsKeptWhole() {
    int granted = 0;
    for (int i = 0; i < 100_000; i++) {
      granted += tallies.grantsWhole(group(i)) ? 1 : 0;
    }

    assertThat(granted).isEqualTo(Tallies.MAX_WHOLE);
  }

  @Test
  void alike_areOneTally_fromTheFirstToTheLast() {
    tallies.add(Tally.one(group(1), NOON));
    tallies.add(Tally.one(group(1), NOON.minusSeconds(2)));
    tallies.add(Tally.one(group(1), NOON.plusSeconds(3)));

    assertThat(tallies.drain())
        .containsExactly(new Tally(group(1), 3, NOON.minusSeconds(2), NOON.plusSeconds(3)));
    assertThat(tallies.drain()).isEmpty();
  }

  @Test
  void moreGroupsThanThereIsRoomFor_areCountedTogether_andNoneIsLost() {
    for (int i = 0; i < 100_000; i++) {
      tallies.add(Tally.one(group(i), NOON));
    }

    var drained = tallies.drain();

    assertThat(drained).hasSize(Tallies.MAX_GROUPS + 1);
    assertThat(drained.stream().mapToLong(Tally::count).sum()).isEqualTo(100_000);
    assertThat(drained)
        .filteredOn(tally -> tally.group().network().equals(Group.ELSEWHERE))
        .extracting(Tally::count)
        .containsExactly(100_000L - Tallies.MAX_GROUPS);
  }

  @Test
  void reasonsAndRoutes_areToldApart_alsoWhereNetworksAreNot() {
    for (int i = 0; i < Tallies.MAX_GROUPS; i++) {
      tallies.add(Tally.one(group(i), NOON));
    }
    tallies.add(Tally.one(new Group(Reason.QUOTA_EXCEEDED, "predict", "200.0.0.0/24"), NOON));
    tallies.add(Tally.one(new Group(Reason.QUOTA_EXCEEDED, "other", "200.0.0.0/24"), NOON));

    assertThat(tallies.drain())
        .extracting(Tally::group)
        .contains(
            new Group(Reason.QUOTA_EXCEEDED, "predict", Group.ELSEWHERE),
            new Group(Reason.QUOTA_EXCEEDED, "other", Group.ELSEWHERE));
  }

  @Test
  void closed_takeNoMore() {
    tallies.add(Tally.one(group(1), NOON));

    assertThat(tallies.close()).hasSize(1);

    assertThat(tallies.add(Tally.one(group(1), NOON))).isFalse();
    assertThat(tallies.drain()).isEmpty();
  }
}
