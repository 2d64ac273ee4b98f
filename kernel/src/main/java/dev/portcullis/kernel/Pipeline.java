package dev.portcullis.kernel;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Acts on what controls say. Trail, timing, observe mode, settlements and failing closed exist here
 * and nowhere else.
 *
 * <p>{@link #serve} is the life of a request. Each step happens on the exchange's event loop and
 * fails with a {@link DeniedException} if the exchange ends there; the next step is then never
 * taken, and {@link Passage#refuse} tells the caller and the ledger.
 */
public final class Pipeline implements Road {

  private final Surroundings around;
  private final String policyHash;
  private final List<Post> ofHead;
  private final List<Post> ofCall;
  private final List<Post> ofReply;
  private final List<Post> ofReplyStream;

  public Pipeline(Plan plan, Surroundings around) {
    this.around = around;
    this.policyHash = plan.gate().hash();
    this.ofHead = plan.ofHead();
    this.ofCall = plan.ofCall();
    this.ofReply = plan.ofReply();
    this.ofReplyStream = plan.ofReplyStream();
  }

  @Override
  public CompletionStage<ExchangeRecord> serve(Exchange exchange, Wire wire) {
    var passage = new Passage(this, exchange, wire);
    return CompletableFuture.completedFuture(exchange)
        .thenCompose(_ -> passage.judgeHead())
        .thenCompose(_ -> passage.readCall())
        .thenCompose(_ -> passage.judgeCall())
        .thenCompose(_ -> passage.recordIntent())
        .thenCompose(_ -> passage.callModel())
        .thenCompose(passage::judgeReply)
        .thenCompose(passage::sendAndConclude)
        .exceptionallyCompose(passage::refuse)
        .thenApply(_ -> passage.end());
  }

  Surroundings around() {
    return around;
  }

  String policyHash() {
    return policyHash;
  }

  List<Post> ofHead() {
    return ofHead;
  }

  List<Post> ofCall() {
    return ofCall;
  }

  List<Post> ofReply() {
    return ofReply;
  }

  List<Post> ofReplyStream() {
    return ofReplyStream;
  }
}
