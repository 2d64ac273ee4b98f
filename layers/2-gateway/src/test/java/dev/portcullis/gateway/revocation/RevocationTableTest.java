package dev.portcullis.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.port.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RevocationTableTest {

  private final Instant now = Instant.now();
  private final RevocationTable table = new RevocationTable(2);

  @Test
  void changesAboutOneTarget_count_inTheOrderOfTheLog_notOfTheirComing() {
    table.apply(change(5, "t1", Change.State.LIFTED));

    table.apply(change(4, "t1", Change.State.IN_FORCE));
    var late = table.against(Callers.withToken("t1"), now);
    table.apply(change(6, "t1", Change.State.IN_FORCE));

    assertThat(late).isEmpty();
    assertThat(table.against(Callers.withToken("t1"), now)).isPresent();
  }

  @Test
  void whatIsOver_takesNobodyBack_andIsForgotten() {
    table.apply(change(1, "t1", Change.State.IN_FORCE));
    var later = now.plus(Revocation.LONGEST_TOKEN_LIFE).plus(Duration.ofMinutes(1));

    assertThat(table.against(Callers.withToken("t1"), later)).isEmpty();
    table.forgetWhatIsOver(later);
    assertThat(table.against(Callers.withToken("t1"), now)).isEmpty();
  }

  @Test
  void whatDoesNotFit_makesItFull_untilAllOfTheLogFits() {
    table.apply(change(1, "t1", Change.State.IN_FORCE));
    table.apply(change(2, "t2", Change.State.IN_FORCE));
    assertThat(table.isFull()).isFalse();

    table.apply(change(3, "t3", Change.State.IN_FORCE));
    assertThat(table.isFull()).isTrue();
    table.applyWhole(List.of(change(3, "t3", Change.State.IN_FORCE)));
    assertThat(table.isFull()).isTrue();

    table.forgetWhatIsOver(now.plus(Duration.ofDays(2)));
    table.applyWhole(List.of(change(3, "t3", Change.State.IN_FORCE)));
    assertThat(table.isFull()).isFalse();
    assertThat(table.against(Callers.withToken("t3"), now)).isPresent();
  }

  @Test
  void aLogThatWentBack_isFollowed_andWhatOnlyWeKnewStays() {
    table.apply(change(7, "t1", Change.State.IN_FORCE));
    table.apply(change(8, "t2", Change.State.IN_FORCE));

    table.forgetRevisions();
    table.apply(change(3, "t2", Change.State.LIFTED));

    assertThat(table.against(Callers.withToken("t1"), now)).isPresent();
    assertThat(table.against(Callers.withToken("t2"), now)).isEmpty();
  }

  private static Change change(long revision, String jti, Change.State state) {
    return new Change(revision, state, Callers.ofToken(jti));
  }
}
