package dev.portcullis.bench.ledger;

import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.Route;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.Step;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.port.Intent;
import dev.portcullis.kernel.receipt.Outcome;
import dev.portcullis.kernel.receipt.Receipt;
import dev.portcullis.kernel.receipt.Slot;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a call of a known client that passed a control in every stage has on record. */
final class Papers {

  private static final String ID = "0192f0a1-7c3d-7e21-9b5e-6f1d2c3b4a59";
  private static final String DIGEST = "9f".repeat(32);

  private final Route route =
      new Route("predict", "default", Route.Access.IDENTIFIED, 1 << 20, Duration.ofSeconds(30));
  private final Identity caller =
      new Identity("alice", "k1abcdef", "gold", List.of("*"), List.of("inference:*"));
  private final ModelRef model = new ModelRef("fashion", "1");
  private final Instant startedAt = Instant.now();
  private final InetAddress client = InetAddress.ofLiteral("192.0.2.1");
  private final Receipt receipt = receipt();
  private final Exchange exchange =
      new Exchange(
          ID,
          route,
          new RequestHead("POST", "https", "localhost", "/", "", Headers.empty(), client),
          startedAt,
          Runnable::run,
          List.of(caller));
  private final ExchangeRecord answered = record();

  Exchange exchange() {
    return exchange;
  }

  Intent intent() {
    return new Intent(Operation.PREDICT, receipt, 1_024);
  }

  ExchangeRecord answered() {
    return answered;
  }

  private Receipt receipt() {
    var slots = List.of(new Slot(Stage.IDENTIFY, "apikey=pass", Outcome.ALLOW));
    return new Receipt(
        ID, route.id(), DIGEST, caller.subject(), model, DIGEST, DIGEST, startedAt, slots, DIGEST);
  }

  private ExchangeRecord record() {
    return new ExchangeRecord(
        ID,
        startedAt,
        route,
        "POST",
        client.getHostAddress(),
        Optional.of(caller),
        Optional.of(model),
        Arrays.stream(Stage.values()).map(Papers::pass).toList(),
        Optional.empty(),
        Optional.of(receipt),
        1_024,
        256,
        Duration.ofNanos(812_345));
  }

  private static Step pass(Stage stage) {
    return new Step(
        stage, "control-of-" + stage, Mode.ENFORCE, Verdict.pass(), Duration.ofNanos(12_345));
  }
}
