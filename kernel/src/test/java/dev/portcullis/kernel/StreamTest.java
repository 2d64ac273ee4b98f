package dev.portcullis.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Window;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.kernel.port.Memory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StreamTest {

  private static final String SECRET = "pcl_secret";

  private final TestRoad road = new TestRoad().identified();

  @Test
  void aStreamWithoutControls_passesWhole_andEndsAfterItIsOnRecord() {
    road.reply = TestRoad.streamOf("one ", "two ", "three");

    road.serve();

    assertThat(road.sent).hasToString("one two three[END]");
    assertThat(road.ledgerLines).containsExactly("intend PREDICT", "conclude 200");
  }

  @Test
  void aSecretCutAtEveryPlace_neverLeaves() {
    var text = "well, the key is " + SECRET + " ok";
    for (int cut = 0; cut <= text.length(); cut++) {
      for (int next = cut; next <= text.length(); next += 3) {
        var cutRoad = new TestRoad().identified();
        cutRoad.with("dlp", Stage.FILTER, new NoSecret());
        cutRoad.reply =
            TestRoad.streamOf(
                text.substring(0, cut), text.substring(cut, next), text.substring(next));

        cutRoad.serve();

        assertThat(cutRoad.sent.toString()).doesNotContain("pcl_");
        assertThat(cutRoad.refusals)
            .extracting(Denial::reason)
            .containsExactly(Reason.ANSWER_BLOCKED);
      }
    }
  }

  @Test
  void whatIsHarmless_leavesWhole_howeverItIsCut() {
    var text = "a perfectly harmless answer";
    for (int cut = 0; cut <= text.length(); cut++) {
      var cutRoad = new TestRoad().identified();
      cutRoad.with("dlp", Stage.FILTER, new NoSecret());
      cutRoad.reply = TestRoad.streamOf(text.substring(0, cut), text.substring(cut));

      cutRoad.serve();

      assertThat(cutRoad.sent).hasToString(text + "[END]");
    }
  }

  @Test
  void aMaskedWindow_leavesMasked() {
    road.with("mask", Stage.FILTER, new Masking());
    road.reply = TestRoad.streamOf("the key is pcl_", "secret, keep it");

    road.serve();

    assertThat(road.sent).hasToString("the key is **********, keep it[END]");
  }

  @Test
  void twoControlsThatMask_doNotUndoEachOther() {
    road.with("mask", Stage.FILTER, new Masking()).with("shout", Stage.FILTER, new Shouting());
    road.reply = TestRoad.streamOf("the key is pcl_", "secret, keep it");

    road.serve();

    assertThat(road.sent).hasToString("THE KEY is **********, keep it[END]");
  }

  /** Rewrites what another control's words stand beside. */
  private static final class Shouting implements Control.OfReplyStream {
    @Override
    public int holdBack() {
      return 0;
    }

    @Override
    public Verdict onReplyWindow(Exchange exchange, Window window) {
      var loud = window.text().replace("the key", "THE KEY");
      return loud.equals(window.text())
          ? Verdict.pass()
          : new Verdict.Rewrite(List.of(Part.text("", loud)), new Finding("loud", 0, "test"));
    }
  }

  @Test
  void aControlThatJudgesWhole_getsTheStreamCollected_andNothingLeavesBefore() {
    var seen = new ArrayList<String>();
    Control.OfReply whole =
        (_, answer) -> {
          seen.add(textOf(answer) + "|sent:" + road.sent);
          return Verdict.pass();
        };
    road.with("whole", Stage.FILTER, whole);
    road.reply = TestRoad.streamOf("one ", "two");

    road.serve();

    assertThat(seen).containsExactly("one two|sent:");
    assertThat(road.sent).hasToString("one two[END]");
  }

  @Test
  void aCollectedStream_saysWhatAControlMadeOfIt() {
    Control.OfReply whole =
        (_, _) ->
            new Verdict.Rewrite(List.of(Part.text("", "masked")), new Finding("m", 1, "test"));
    road.with("whole", Stage.FILTER, whole);
    road.reply = TestRoad.streamOf("one ", "", "two");

    road.serve();

    assertThat(road.sent).hasToString("masked[END]");
  }

  @Test
  void aStreamTooLongToJudgeWhole_isRefused_notPassedOn() {
    road.with("whole", Stage.FILTER, (Control.OfReply) (_, _) -> Verdict.pass());
    var long1 = "x".repeat((int) StreamCollector.MAX_COLLECTED_BYTES);
    road.reply = TestRoad.streamOf(long1, "y");

    road.serve();

    assertThat(road.sent).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.ANSWER_BLOCKED);
  }

  @Test
  void aStreamCollectedToBeJudged_isRefused_whereThereIsNoMemoryForIt() {
    road.with("whole", Stage.FILTER, (Control.OfReply) (_, _) -> Verdict.pass());
    road.memory = new ScarceMemory(5);
    road.reply = TestRoad.streamOf("one", "two");

    road.serve();

    assertThat(road.sent).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.OVERLOADED);
  }

  /** Has so many bytes for each who asks, and no more. */
  private record ScarceMemory(AtomicLong left) implements Memory {
    ScarceMemory(long bytes) {
      this(new AtomicLong(bytes));
    }

    @Override
    public boolean take(long bytes) {
      return left.addAndGet(-bytes) >= 0;
    }

    @Override
    public void giveBack(long bytes) {
      left.addAndGet(bytes);
    }
  }

  @Test
  void anOpenStream_isCutWhenItsClientIsContained() {
    road.contained = Optional.of(new Containment.Measure("subject:alice", "test", Instant.MAX));
    road.reply = TestRoad.streamOf("one", "two");

    road.serve();

    assertThat(road.sent).isEmpty();
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.CONTAINED);
  }

  @Test
  void aStreamThatCannotBeRecorded_hasNoEnd() {
    road.concludeFailure = Optional.of(new IOException("disk full"));
    road.reply = TestRoad.streamOf("one", "two");

    road.serve();

    assertThat(road.sent).hasToString("onetwo");
    assertThat(road.refusals).extracting(Denial::reason).containsExactly(Reason.NOT_RECORDED);
  }

  private static String textOf(Answer answer) {
    return TestRoad.textOf(answer.parts().getFirst());
  }

  /** Cuts at a secret; holds back as much as the secret is long. */
  private static final class NoSecret implements Control.OfReplyStream {
    @Override
    public int holdBack() {
      return SECRET.length();
    }

    @Override
    public Verdict onReplyWindow(Exchange exchange, Window window) {
      return window.text().contains(SECRET)
          ? Verdict.deny(Reason.ANSWER_BLOCKED, "a secret")
          : Verdict.pass();
    }
  }

  private static final class Masking implements Control.OfReplyStream {
    @Override
    public int holdBack() {
      return SECRET.length();
    }

    @Override
    public Verdict onReplyWindow(Exchange exchange, Window window) {
      if (!window.text().contains(SECRET)) {
        return Verdict.pass();
      }
      var masked = window.text().replace(SECRET, "*".repeat(SECRET.length()));
      return new Verdict.Rewrite(List.of(Part.text("", masked)), new Finding("dlp", 1, "masked"));
    }
  }
}
