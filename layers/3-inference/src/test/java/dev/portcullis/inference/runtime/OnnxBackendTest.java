package dev.portcullis.inference.runtime;

import static dev.portcullis.inference.tiny.Calls.floats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.inference.tiny.Calls;
import dev.portcullis.inference.tiny.TinyModels;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Datatype;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OnnxBackendTest {

  private static final ModelRef TINY = new ModelRef("tiny", "1");
  private static final Call ANY = Calls.oip("tiny", floats("in", List.of(1L, 2L), 1, 2));

  @ParameterizedTest
  @EnumSource(
      value = Datatype.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UINT16", "UINT32", "UINT64", "BYTES"})
  void everyDatatype_goesThroughUnchanged(Datatype datatype) {
    try (var model = Running.model(TinyModels.identity(datatype))) {
      var data = ByteBuffer.allocate(4 * datatype.bytes());
      for (int i = 0; i < data.limit(); i++) {
        data.put(i, (byte) (i % 2));
      }
      var given = new Content.Tensor("in", datatype, List.of(2L, 2L), data);

      var answer = model.ask(Calls.oip("tiny", given));

      assertThat(answer.parts()).hasSize(1);
      assertThat(answer.parts().getFirst().pointer()).isEqualTo("/outputs/0");
      assertThat(tensor(answer.parts().getFirst()))
          .returns("out", Content.Tensor::name)
          .returns(datatype, Content.Tensor::datatype)
          .returns(List.of(2L, 2L), Content.Tensor::shape)
          .returns(given.data(), Content.Tensor::data);
    }
  }

  @Test
  void strings_goThroughUnchanged() {
    try (var model = Running.model(TinyModels.identity(Datatype.BYTES))) {
      var data = ByteStrings.write(List.of("grün", ""));
      var given = new Content.Tensor("in", Datatype.BYTES, List.of(1L, 2L), data);

      var answer = model.ask(Calls.oip("tiny", given));

      assertThat(ByteStrings.read(tensor(answer.parts().getFirst()))).containsExactly("grün", "");
    }
  }

  @Test
  void classifierAskedAboutOne_answersLabelProbabilitiesAndClasses() {
    try (var model = Running.model(TinyModels.classifier(), "bag", "boot", "coat", "shirt")) {
      var image = floats("", List.of(1L, 1L, 2L, 2L), 0, 255, 0, 0);

      var answer = model.ask(Calls.predict("tiny", image));

      assertThat(answer.model()).isEqualTo(new ModelRef("tiny", "1"));
      assertThat(answer.parts())
          .extracting(Part::pointer)
          .containsExactly("/label", "/probabilities", "/classes");
      assertThat(answer.parts().getFirst().content()).isEqualTo(new Content.Text("boot"));
      assertThat(floats(answer.parts().get(1).content())).hasSize(4);
      assertThat(answer.parts().get(2).content())
          .isEqualTo(new Content.Text("bag\nboot\ncoat\nshirt"));
    }
  }

  @Test
  void classifierAskedByOpenInference_answersEveryOutput() {
    try (var model = Running.model(TinyModels.classifier(), "bag", "boot", "coat", "shirt")) {
      var image = floats("image", List.of(1L, 1L, 2L, 2L), 0, 255, 0, 0);

      var answer = model.ask(Calls.oip("tiny", image));

      assertThat(answer.parts())
          .extracting(part -> part.pointer() + " " + tensor(part).name())
          .containsExactly("/outputs/0 logits", "/outputs/1 probabilities");
    }
  }

  @Test
  void classifierAskedAboutTwo_answersEveryOutput() {
    try (var model = Running.model(TinyModels.classifier(), "bag", "boot", "coat", "shirt")) {
      var images = floats("image", List.of(2L, 1L, 2L, 2L), 0, 255, 0, 0, 9, 0, 0, 0);

      var answer = model.ask(Calls.predict("tiny", images));

      assertThat(answer.parts())
          .extracting(part -> tensor(part).shape())
          .containsOnly(List.of(2L, 4L));
    }
  }

  @Test
  void nanFromTheModel_isItsFailure() {
    try (var model = Running.model(TinyModels.logarithm())) {
      var denial = model.denialOf(Calls.oip("tiny", floats("in", List.of(1L, 1L), -1)));

      assertThat(denial.reason().code()).isEqualTo("model_failed");
    }
  }

  @Test
  void failureOfTheRuntime_isTheModelsAndQuotesNothing_andTheNextCallIsServed() {
    try (var model = Running.model(TinyModels.table())) {
      var denial = model.denialOf(Calls.oip("tiny", Calls.longs("in", 424_242)));
      var next = model.ask(Calls.oip("tiny", Calls.longs("in", 1)));

      assertThat(denial.reason().code()).isEqualTo("model_failed");
      assertThat(denial.detail()).doesNotContain("424242");
      assertThat(floats(next.parts().getFirst().content())).containsExactly(20);
    }
  }

  @Test
  void modelOfAnotherVersion_isNotFound() {
    try (var model = Running.model(TinyModels.table())) {
      var other =
          Call.of(
              Operation.PREDICT,
              new ModelRef("tiny", "2"),
              List.of(Part.tensor("/inputs/0", Calls.longs("in", 1))));

      assertThat(model.denialOf(other).reason().code()).isEqualTo("not_found");
    }
  }

  @Test
  void describing_runsNothing() {
    try (var model = Running.model(TinyModels.table())) {
      var answer = model.ask(Call.of(Operation.DESCRIBE, ModelRef.of("tiny"), List.of()));

      assertThat(answer).returns(200, Answer::status).returns(List.of(), Answer::parts);
    }
  }

  @Test
  void textForAModelOfTensors_isInvalid() {
    try (var model = Running.model(TinyModels.table())) {
      var call =
          Call.of(Operation.PREDICT, ModelRef.of("tiny"), List.of(Part.text("/inputs/0", "hello")));

      assertThat(model.denialOf(call).reason().code()).isEqualTo("invalid");
    }
  }

  @Test
  void stringsThatLieAboutTheirLength_areInvalid() {
    try (var model = Running.model(TinyModels.identity(Datatype.BYTES))) {
      var lie = ByteBuffer.wrap("\377\377\377\177ab".getBytes(StandardCharsets.ISO_8859_1));
      var call = Calls.oip("tiny", new Content.Tensor("in", Datatype.BYTES, List.of(1L, 2L), lie));

      assertThat(model.denialOf(call).reason().code()).isEqualTo("invalid");
    }
  }

  @Test
  void whatFindsNoWorker_isOverload() {
    Executor full =
        _ -> {
          throw new RejectedExecutionException();
        };
    var task = new CountingTask(new AtomicInteger());
    try (var backend = new OnnxBackend(engine(), TINY, List.of(task), full)) {
      var refused = backend.invoke(Calls.behindTheGuard(ANY, Running.PATIENCE));

      assertThat(Running.denialOf(refused.toCompletableFuture()).reason().code())
          .isEqualTo("overloaded");
    }
  }

  @Test
  void whatWaitedForAWorkerPastItsDeadline_isNotRead() {
    var waiting = new ArrayList<Runnable>();
    var task = new CountingTask(new AtomicInteger());
    try (var backend = new OnnxBackend(engine(), TINY, List.of(task), waiting::add)) {
      var late = backend.invoke(Calls.behindTheGuard(ANY, Duration.ofMillis(1)));
      assertThat(Running.denialOf(late.toCompletableFuture()).reason().code())
          .isEqualTo("deadline_exceeded");

      waiting.forEach(Runnable::run);

      assertThat(waiting).hasSize(1);
      assertThat(task.read()).hasValue(0);
    }
  }

  /** Counts how often a call is read. */
  private record CountingTask(AtomicInteger read) implements Task {

    @Override
    public boolean takes(Call call) {
      return true;
    }

    @Override
    public Effort effort() {
      return Effort.HEAVY;
    }

    @Override
    public List<List<Content.Tensor>> inputs(Call call) {
      read.incrementAndGet();
      return List.of();
    }

    @Override
    public List<Part> answer(Call call, List<List<Content.Tensor>> outputs) {
      return List.of();
    }
  }

  private static Engine engine() {
    var session = OnnxSession.open(TinyModels.identity(Datatype.FP32), RunSettings.defaults());
    return Engine.tried(session, RunSettings.defaults());
  }

  private static Content.Tensor tensor(Part part) {
    assertThat(part.content()).isInstanceOf(Content.Tensor.class);
    return (Content.Tensor) part.content();
  }
}
