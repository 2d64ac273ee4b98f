package dev.portcullis.kernel;

import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.AnswerStream;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Document;
import dev.portcullis.kernel.call.Fragment;
import dev.portcullis.kernel.call.Kind;
import dev.portcullis.kernel.call.Part;
import dev.portcullis.kernel.call.Provenance;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a stream, up to a limit, for a control that can only judge the whole of it. */
final class StreamCollector implements Flow.Subscriber<Fragment> {

  /** Most bytes that are collected; a longer answer is refused, never passed on unjudged. */
  static final long MAX_COLLECTED_BYTES = 4L << 20;

  private final AnswerStream stream;
  private final Memory memory;
  private final List<Fragment> fragments = new ArrayList<>();
  private final CompletableFuture<Whole> collected = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long bytes;

  StreamCollector(AnswerStream stream, Memory memory) {
    this.stream = stream;
    this.memory = memory;
  }

  CompletionStage<Whole> collect() {
    stream.fragments().subscribe(this);
    return collected;
  }

  @Override
  public void onSubscribe(Flow.Subscription granted) {
    subscription = granted;
    granted.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Fragment fragment) {
    int more = fragment.wire().remaining();
    bytes += more;
    if (bytes > MAX_COLLECTED_BYTES) {
      stop(Reason.ANSWER_BLOCKED, "stream: too long to be judged whole");
    } else if (!memory.take(more)) {
      stop(Reason.OVERLOADED, "bytes in flight: a stream to be judged whole");
    } else {
      fragments.add(fragment);
    }
  }

  private void stop(Reason reason, String detail) {
    if (subscription != null) {
      subscription.cancel();
    }
    collected.completeExceptionally(new DeniedException(reason, detail));
  }

  @Override
  public void onError(Throwable failure) {
    collected.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    collected.complete(new Whole(stream, fragments));
  }

  /** A collected stream: one text to judge, and the pieces to send if it holds. */
  record Whole(AnswerStream stream, List<Fragment> fragments) {

    Answer answer() {
      var text = new StringBuilder();
      fragments.forEach(f -> text.append(f.text()));
      var part = new Part("", Kind.TEXT, Provenance.USER, new Content.Text(text.toString()));
      return new Answer(stream.model(), stream.status(), List.of(part), Document.NONE);
    }

    /** The pieces again, saying what controls left of the text. */
    Reply replay(Answer judged) {
      var left = judged.parts().getFirst().content();
      var pieces = left.equals(answer().parts().getFirst().content()) ? fragments : saying(left);
      Flow.Publisher<Fragment> replayed = client -> client.onSubscribe(new Replay(pieces, client));
      return new AnswerStream(stream.model(), stream.status(), stream.mediaType(), replayed);
    }

    private List<Fragment> saying(Content left) {
      var text = left instanceof Content.Text(var value) ? value : "";
      var first = new boolean[] {true};
      return fragments.stream()
          .map(fragment -> {
            if (fragment.text().isEmpty()) {
              return fragment;
            }
            var said = first[0] ? text : "";
            first[0] = false;
            return fragment.withText(said);
          })
          .toList();
    }
  }
}
