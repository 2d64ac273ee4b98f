package dev.portcullis.monitoring.usage;

import dev.portcullis.kernel.Use;
import dev.portcullis.kernel.call.Tokens;
import dev.portcullis.monitoring.audit.FileLedger;
import dev.portcullis.monitoring.audit.LedgerSettings;
import dev.portcullis.testkit.ExchangeRecords;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A process that serves until it is killed, and prints each client whose answer may leave. */
final class CrashingGateway {

  static final String END = " .";
  static final int IN_FLIGHT = 16;

  private CrashingGateway() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var ledger = FileLedger.open(LedgerSettings.defaults(Path.of(arguments[0])), _ -> {});
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var permits = new Semaphore(IN_FLIGHT);
    var use = new Use(Optional.of(new Tokens(5, 2)), 0, 0, 0, Duration.ofMillis(1));
    for (long i = 0; !out.checkError(); i++) {
      var client = arguments[1] + "-" + i;
      permits.acquire();
      var _ =
          ledger
              .conclude(ExchangeRecords.used(client, use))
              .whenComplete((_, failure) -> {
                if (failure == null) {
                  out.println(client + END);
                }
                permits.release();
              });
    }
  }
}
