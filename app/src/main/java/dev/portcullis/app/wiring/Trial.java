package dev.portcullis.app.wiring;

import dev.portcullis.app.config.RoutePolicy;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.Route;
import dev.portcullis.kernel.Wire;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Reply;
import dev.portcullis.kernel.port.Intent;
import dev.portcullis.kernel.port.Ledger;
import dev.portcullis.kernel.port.Memory;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks every road of a configuration as a stranger would, before it serves anybody: with no
 * credential and a body that nobody can read. Each must say no, for a reason that is the
 * stranger's; one that fails, hangs, or lets him on to the body where callers are to be identified,
 * is not put in force. Nothing of it is recorded, for nobody asked.
 */
final class Trial {

  /** TEST-NET-1 (RFC 5737): an address that no caller has, so no caller's limit is spent. */
  private static final InetAddress NOBODY = InetAddress.ofLiteral("192.0.2.1");

  private static final Denial UNREADABLE = Denial.of(Reason.MALFORMED, "a trial has no body");

  private Trial() {}

  /**
   * Returns if every road says no as it should.
   *
   * @throws IOException where one does not, saying which and why
   */
  static void of(Generation generation) throws IOException {
    for (var route : generation.deployment().routes()) {
      var exchange = stranger(route);
      var road = generation.unwatched(route, new Forgetful());
      judge(route, Waiting.on(road.serve(exchange, new Deaf())));
    }
  }

  private static Exchange stranger(RoutePolicy route) {
    var head =
        new RequestHead(
            "POST", "https", "localhost", route.route().path(), "", Headers.of(Map.of()), NOBODY);
    return new Exchange("trial", route.kernelRoute(), head, Instant.now(), Runnable::run);
  }

  private static void judge(RoutePolicy route, ExchangeRecord record) throws IOException {
    var id = route.route().id();
    var denial =
        record.denial().orElseThrow(() -> new IOException("route " + id + " answers a stranger"));
    var identified = route.route().access() == Route.Access.IDENTIFIED;
    if (denial.reason() == Reason.CONTROL_FAILED) {
      throw new IOException("route " + id + " fails a trial request: " + denial.detail());
    }
    if (identified && denial.equals(UNREADABLE)) {
      throw new IOException("route " + id + " lets a stranger on to the body");
    }
  }

  /** A caller who sends nothing that can be read, and whom nothing reaches. */
  private static final class Deaf implements Wire {
    @Override
    public Memory memory() {
      return Memory.UNBOUNDED;
    }

    @Override
    public CompletionStage<Call> call() {
      return CompletableFuture.failedFuture(new DeniedException(UNREADABLE));
    }

    @Override
    public long bytesIn() {
      return 0;
    }

    @Override
    public CompletionStage<?> send(Reply reply, Recording recording) {
      return recording.record(0);
    }

    @Override
    public CompletionStage<?> refuse(Denial denial) {
      return CompletableFuture.completedFuture(denial);
    }
  }

  /** Keeps nothing: a trial is no exchange. */
  private static final class Forgetful implements Ledger {
    private static final Entry NOWHERE = new Entry(0);

    @Override
    public CompletionStage<Entry> intend(Exchange exchange, Intent intent) {
      return CompletableFuture.completedFuture(NOWHERE);
    }

    @Override
    public CompletionStage<Entry> conclude(ExchangeRecord record) {
      return CompletableFuture.completedFuture(NOWHERE);
    }
  }
}
