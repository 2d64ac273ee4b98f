package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.AnswerStream;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Fragment;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Backend;
import dev.portcullis.kernel.port.Containment;
import dev.portcullis.kernel.port.Intent;
import dev.portcullis.kernel.port.Ledger;
import dev.portcullis.kernel.port.Memory;
import dev.portcullis.kernel.receipt.Gate;
import dev.portcullis.kernel.receipt.Outcome;
import dev.portcullis.kernel.receipt.ReceiptKey;
import dev.portcullis.kernel.receipt.ReceiptSeal;
import dev.portcullis.kernel.receipt.ReceiptVerifier;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** A road with a model at its end that counts its calls; what surrounds it is set by each test. */
final class TestRoad implements Wire {

  static final Identity ALICE =
      new Identity("alice", "kid12345", "free", List.of("*"), List.of("inference:*"));

  final List<Installed> controls = new ArrayList<>();
  final Map<Stage, Set<Outcome>> accepted = new EnumMap<>(Stage.class);
  final Map<Stage, Set<String>> speakers = new EnumMap<>(Stage.class);
  final List<Call> modelCalls = new ArrayList<>();
  final List<ExchangeRecord> witnessed = new ArrayList<>();
  final List<String> ledgerLines = new ArrayList<>();
  final List<Denial> refusals = new ArrayList<>();
  final StringBuilder sent = new StringBuilder();

  Route.Access access = Route.Access.IDENTIFIED;
  Duration deadline = Duration.ofSeconds(5);
  Call call =
      Call.of(Operation.PREDICT, ModelRef.of("fashion"), List.of(Part.text("/text", "hello")));
  long bytesIn = 10;
  Memory memory = Memory.UNBOUNDED;
  Reply reply = Answer.of(ModelRef.of("fashion"), List.of(Part.text("/label", "Ankle boot")));
  Optional<Backend> model = Optional.empty();
  Optional<Throwable> intendFailure = Optional.empty();
  Optional<Throwable> concludeFailure = Optional.empty();
  Optional<Containment.Measure> contained = Optional.empty();
  private final ReceiptKey key = ReceiptKey.generate(new SecureRandom());

  /** Installs a control that is enforced and denies where it fails. */
  TestRoad with(String name, Stage stage, Control control) {
    return with(new Installed(name, stage, Mode.ENFORCE, OnError.DENY, control));
  }

  TestRoad with(Installed installed) {
    controls.add(installed);
    return this;
  }

  /** Installs an IDENTIFY control that always finds alice. */
  TestRoad identified() {
    return with("apikey", Stage.IDENTIFY, (Control.OfRequestHead) _ -> Verdict.pass(ALICE));
  }

  /** Serves one exchange to its end. */
  ExchangeRecord serve() {
    try (var loop = Executors.newSingleThreadExecutor();
        var workers = Executors.newFixedThreadPool(1)) {
      return serveOn(loop, workers).get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError("serve() must always end", e);
    }
  }

  private CompletableFuture<ExchangeRecord> serveOn(ExecutorService loop, ExecutorService workers) {
    var gate = new Gate("default", "hash-1", accepted, speakers);
    var verifier =
        new ReceiptVerifier(
            key,
            hash -> hash.equals("hash-1") ? Optional.of(gate) : Optional.empty(),
            Clock.systemUTC());
    Backend guarded =
        invocation -> {
          verifier.verify(invocation.receipt(), invocation.call());
          modelCalls.add(invocation.call());
          return model
              .<CompletionStage<? extends Reply>>map(m -> m.invoke(invocation))
              .orElseGet(() -> CompletableFuture.completedFuture(reply));
        };
    var around =
        new Surroundings(
            guarded,
            new TestLedger(),
            List.of(witnessed::add),
            new TestContainment(),
            new ReceiptSeal(key, Clock.systemUTC()),
            workers);
    var pipeline = new Pipeline(new Plan(controls, gate), around);
    var route = new Route("predict", "default", access, 1 << 20, deadline);
    return CompletableFuture.supplyAsync(
            () -> pipeline.serve(new Exchange("e1", route, head(), Instant.now(), loop), this),
            loop)
        .thenCompose(stage -> stage);
  }

  private static RequestHead head() {
    return new RequestHead(
        "POST", "https", "localhost", "/", "", Headers.empty(), InetAddress.getLoopbackAddress());
  }

  @Override
  public CompletionStage<Call> call() {
    return CompletableFuture.completedFuture(call);
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public long bytesIn() {
    return bytesIn;
  }

  @Override
  public CompletionStage<?> send(Reply outgoing, Recording recording) {
    return switch (outgoing) {
      case Answer answer ->
          recording.record(1).thenAccept(_ -> answer.parts().forEach(p -> sent.append(textOf(p))));
      case AnswerStream stream -> new StreamSink(sent, recording).drain(stream.fragments());
    };
  }

  @Override
  public CompletionStage<?> refuse(Denial denial) {
    refusals.add(denial);
    return CompletableFuture.completedFuture(null);
  }

  static String textOf(Part part) {
    return part.content() instanceof Content.Text(var value) ? value : "?";
  }

  private final class TestLedger implements Ledger {
    @Override
    public CompletionStage<Entry> intend(Exchange exchange, Intent intent) {
      ledgerLines.add("intend " + intent.operation());
      return done(intendFailure);
    }

    @Override
    public CompletionStage<Entry> conclude(ExchangeRecord record) {
      ledgerLines.add("conclude " + record.status());
      return done(concludeFailure);
    }

    private CompletionStage<Entry> done(Optional<Throwable> failure) {
      return failure
          .<CompletionStage<Entry>>map(CompletableFuture::failedFuture)
          .orElseGet(() -> CompletableFuture.completedFuture(new Entry(0)));
    }
  }

  private final class TestContainment implements Containment {
    @Override
    public void ask(Measure measure) {
      contained = Optional.of(measure);
    }

    @Override
    public void lift(String target) {
      contained = Optional.empty();
    }

    @Override
    public Optional<Measure> on(Exchange exchange) {
      return contained;
    }
  }

  /** A piece of a stream whose wire form is its text. */
  record Piece(String text) implements Fragment {
    @Override
    public Fragment withText(String said) {
      return new Piece(said);
    }

    @Override
    public ByteBuffer wire() {
      return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A stream of these pieces. */
  static AnswerStream streamOf(String... pieces) {
    var fragments = java.util.Arrays.stream(pieces).<Fragment>map(Piece::new).toList();
    return new AnswerStream(
        ModelRef.of("llm"),
        200,
        "text/event-stream",
        client -> client.onSubscribe(new Replay(fragments, client)));
  }

  /** Reads a stream two pieces at a time, and asks for the record before the end. */
  private static final class StreamSink implements Flow.Subscriber<Fragment> {
    private final StringBuilder sent;
    private final Recording recording;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Optional<Flow.Subscription> subscription = Optional.empty();

    StreamSink(StringBuilder sent, Recording recording) {
      this.sent = sent;
      this.recording = recording;
    }

    CompletionStage<Void> drain(Flow.Publisher<Fragment> fragments) {
      fragments.subscribe(this);
      return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription granted) {
      subscription = Optional.of(granted);
      granted.request(2);
    }

    @Override
    public void onNext(Fragment fragment) {
      sent.append(fragment.text());
      subscription.orElseThrow().request(1);
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      recording
          .record(sent.length())
          .whenComplete((_, failure) -> {
            if (failure == null) {
              sent.append("[END]");
              done.complete(null);
            } else {
              done.completeExceptionally(failure);
            }
          });
    }
  }
}
