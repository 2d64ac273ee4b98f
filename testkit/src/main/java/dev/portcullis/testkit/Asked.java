package dev.portcullis.testkit;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Puts a question to a control as every kind that it is, and waits for those that wait. */
public final class Asked {

  private Asked() {}

  /** What the control says of an exchange, a call in it, and an answer that has the same parts. */
  public static List<Verdict> everything(Control control, Exchange exchange, Call call) {
    var verdicts = new ArrayList<Verdict>();
    verdicts.addAll(ofRequest(control, exchange, call));
    verdicts.addAll(ofReply(control, exchange, Answer.of(call.model(), call.parts())));
    return verdicts;
  }

  private static List<Verdict> ofRequest(Control control, Exchange exchange, Call call) {
    var verdicts = new ArrayList<Verdict>();
    if (control instanceof Control.OfRequestHead head) {
      verdicts.add(head.onRequestHead(exchange));
    }
    if (control instanceof Control.OfRequestHeadLater later) {
      verdicts.add(awaited(later, later.onRequestHead(exchange)));
    }
    if (control instanceof Control.OfRequest request) {
      verdicts.add(request.onRequest(exchange, call));
    }
    if (control instanceof Control.OfRequestLater later) {
      verdicts.add(awaited(later, later.onRequest(exchange, call)));
    }
    return verdicts;
  }

  private static List<Verdict> ofReply(Control control, Exchange exchange, Answer answer) {
    var verdicts = new ArrayList<Verdict>();
    if (control instanceof Control.OfReply reply) {
      verdicts.add(reply.onReply(exchange, answer));
    }
    if (control instanceof Control.OfReplyLater later) {
      verdicts.add(awaited(later, later.onReply(exchange, answer)));
    }
    if (control instanceof Control.OfReplyStream stream) {
      for (var part : answer.parts()) {
        if (part.content() instanceof Content.Text(var text)) {
          verdicts.add(stream.onReplyWindow(exchange, new Window(text, 0, Window.End.LAST)));
        }
      }
    }
    return verdicts;
  }

  private static Verdict awaited(
      Control.Waiting control, CompletionStage<? extends Verdict> verdict) {
    return verdict
        .toCompletableFuture()
        .orTimeout(control.deadline().toNanos(), TimeUnit.NANOSECONDS)
        .join();
  }
}
