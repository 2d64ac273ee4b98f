package dev.portcullis.inference.runtime;

import static dev.portcullis.inference.tiny.Calls.floats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.inference.tiny.Calls;
import dev.portcullis.inference.tiny.TinyModels;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Datatype;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Queue, batches, deadlines: what happens when calls meet, and when a model hangs. */
final class ModelRunnerTest {

  private static final Duration SOON = Duration.ofMillis(200);

  @Test
  void callsTogether_getEachItsOwnAnswer() {
    var settings = new RunSettings(2, 256, 8, Duration.ofMillis(2), 1);
    try (var model = Running.model(settings, TinyModels.identity(Datatype.FP32))) {
      assertThat(model.engine().maxRows()).isEqualTo(8);

      var answers =
          IntStream.range(0, 200)
              .mapToObj(i -> model.begin(pair(i, -i), Running.PATIENCE))
              .toList();

      for (int i = 0; i < answers.size(); i++) {
        assertThat(outputOf(answers.get(i))).containsExactly(i, -i);
      }
    }
  }

  @Test
  void load_saysHowManyRunsAnsweredHowManyCalls_andThatNoneIsLeft() {
    var settings = new RunSettings(1, 256, 8, Duration.ofMillis(2), 1);
    try (var model = Running.model(settings, TinyModels.identity(Datatype.FP32))) {
      var answers =
          IntStream.range(0, 64).mapToObj(i -> model.begin(pair(i, -i), Running.PATIENCE)).toList();
      answers.forEach(CompletableFuture::join);

      var load = model.backend().load();

      assertThat(load.batched()).isEqualTo(64);
      assertThat(load.runs()).isBetween(8L, 64L);
      assertThat(load.waiting()).isZero();
    }
  }

  @Test
  void load_showsWhoWaits() {
    var settings = new RunSettings(1, 8, 1, Duration.ZERO, 1);
    try (var model = Running.model(settings, TinyModels.endless())) {
      var hung = model.begin(number(TinyModels.ENDLESS + 1), SOON);
      var behind = model.begin(number(TinyModels.ENDLESS + 1), SOON);

      assertThat(model.backend().load().underWay()).isEqualTo(2);
      Running.denialOf(hung);
      Running.denialOf(behind);
    }
  }

  @Test
  void callsOfSeveralRows_getAsManyRowsBack() {
    var settings = new RunSettings(1, 256, 8, Duration.ofMillis(2), 1);
    try (var model = Running.model(settings, TinyModels.identity(Datatype.FP32))) {
      var one = model.begin(pair(1, 2), Running.PATIENCE);
      var three =
          model.begin(
              Calls.oip("tiny", floats("in", List.of(3L, 2L), 3, 4, 5, 6, 7, 8)), Running.PATIENCE);
      var last = model.begin(pair(9, 10), Running.PATIENCE);

      assertThat(outputOf(one)).containsExactly(1, 2);
      assertThat(outputOf(three)).containsExactly(3, 4, 5, 6, 7, 8);
      assertThat(outputOf(last)).containsExactly(9, 10);
    }
  }

  @Test
  void neighbourOfABadCall_isAnsweredAllTheSame() {
    var settings = new RunSettings(1, 256, 8, Duration.ofMillis(20), 1);
    try (var model = Running.model(settings, TinyModels.table())) {
      var good = model.begin(Calls.oip("tiny", Calls.longs("in", 0)), Running.PATIENCE);
      var bad = model.begin(Calls.oip("tiny", Calls.longs("in", 9)), Running.PATIENCE);
      var other = model.begin(Calls.oip("tiny", Calls.longs("in", 1)), Running.PATIENCE);

      assertThat(outputOf(good)).containsExactly(10);
      assertThat(Running.denialOf(bad).reason().code()).isEqualTo("model_failed");
      assertThat(outputOf(other)).containsExactly(20);
    }
  }

  @Test
  void modelThatMixesItsRows_isNeverGivenTwoCallsAtOnce() {
    try (var model = Running.model(TinyModels.mixesRows())) {
      assertThat(model.engine().maxRows()).isEqualTo(1);
    }
  }

  @Test
  void runThatHangs_isEndedAtItsDeadlineAndItsThreadServesOn() {
    var settings = new RunSettings(1, 8, 1, Duration.ZERO, 1);
    try (var model = Running.model(settings, TinyModels.endless())) {
      var hung = model.begin(number(TinyModels.ENDLESS + 1), SOON);
      var waiting = model.begin(number(5), Running.PATIENCE);

      assertThat(Running.denialOf(hung).reason().code()).isEqualTo("deadline_exceeded");
      assertThat(outputOf(waiting)).containsExactly(5);
    }
  }

  @Test
  void callThatWaitedPastItsDeadline_isDroppedBeforeTheModelRuns() {
    var settings = new RunSettings(1, 8, 1, Duration.ZERO, 1);
    try (var model = Running.model(settings, TinyModels.endless())) {
      var hung = model.begin(number(TinyModels.ENDLESS + 1), SOON.multipliedBy(2));
      var expiring = model.begin(number(TinyModels.ENDLESS + 1), SOON.dividedBy(2));
      var after = model.begin(number(5), Running.PATIENCE);

      assertThat(Running.denialOf(expiring).reason().code()).isEqualTo("deadline_exceeded");
      assertThat(hung).isNotDone();
      // Had the second endless call run, it would have held the only thread: nobody awaits it.
      assertThat(outputOf(after)).containsExactly(5);
    }
  }

  @Test
  void oneCallMoreThanTheQueueHolds_isRefusedAtOnce_andRoomComesBack() {
    var settings = new RunSettings(1, 2, 1, Duration.ZERO, 1);
    try (var model = Running.model(settings, TinyModels.endless())) {
      var first = model.begin(number(TinyModels.ENDLESS + 1), SOON);
      var second = model.begin(number(TinyModels.ENDLESS + 1), SOON);
      var third = model.begin(number(5), Running.PATIENCE);

      assertThat(third).isDone();
      assertThat(Running.denialOf(third).reason().code()).isEqualTo("overloaded");
      assertThat(Running.denialOf(first).reason().code()).isEqualTo("deadline_exceeded");
      assertThat(Running.denialOf(second).reason().code()).isEqualTo("deadline_exceeded");
      assertThat(outputOf(model.begin(number(6), Running.PATIENCE))).containsExactly(6);
    }
  }

  @Test
  void closing_letsCallsUnderWayEnd() {
    var model = Running.model(TinyModels.identity(Datatype.FP32));
    var underWay =
        IntStream.range(0, 100).mapToObj(i -> model.begin(pair(i, i), Running.PATIENCE)).toList();

    model.close();

    assertThat(underWay).allSatisfy(answer -> assertThat(answer).isCompleted());
  }

  @Test
  void closedModel_isUnavailable() {
    var model = Running.model(TinyModels.identity(Datatype.FP32));

    model.close();

    assertThat(model.denialOf(pair(1, 2)).reason().code()).isEqualTo("model_unavailable");
  }

  private static Call pair(float a, float b) {
    return Calls.oip("tiny", floats("in", List.of(1L, 2L), a, b));
  }

  private static Call number(float value) {
    return Calls.oip("tiny", floats("in", List.of(1L, 1L), value));
  }

  private static float[] outputOf(CompletableFuture<Answer> answer) {
    return floats(answer.join().parts().getFirst().content());
  }
}
