package dev.portcullis.kernel;

import dev.portcullis.kernel.call.AnswerStream;
import dev.portcullis.kernel.call.Fragment;
import dev.portcullis.kernel.port.Containment;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * Stands between a streamed answer and the client: no character leaves before the characters that
 * follow it, as many as the most careful control holds back, were judged.
 */
final class StreamGuard {

  private final Exchange exchange;
  private final List<Post> posts;
  private final Walk walk;
  private final Containment containment;

  StreamGuard(Exchange exchange, List<Post> posts, Walk walk, Containment containment) {
    this.exchange = exchange;
    this.posts = posts.stream().filter(p -> p.mode() != Mode.OFF).toList();
    this.walk = walk;
    this.containment = containment;
  }

  /** The same answer, watched. */
  AnswerStream watch(AnswerStream stream) {
    Flow.Publisher<Fragment> watched =
        client -> stream.fragments().subscribe(new GuardedStream(this, client));
    return new AnswerStream(stream.model(), stream.status(), stream.mediaType(), watched);
  }

  Exchange exchange() {
    return exchange;
  }

  List<Post> posts() {
    return posts;
  }

  Walk walk() {
    return walk;
  }

  /** Characters that must follow before one may leave. */
  int holdBack() {
    return posts.stream()
        .mapToInt(p -> p.control() instanceof Control.OfReplyStream s ? s.holdBack() : 0)
        .max()
        .orElse(0);
  }

  /** An open stream is refused as soon as its client would be. */
  void requireNotContained() {
    requireNotContained(exchange, containment);
  }

  /** What is under way is refused as soon as its client would be. */
  static void requireNotContained(Exchange exchange, Containment containment) {
    containment
        .on(exchange)
        .ifPresent(measure -> {
          throw new DeniedException(Reason.CONTAINED, "contained: " + measure.why());
        });
  }
}
