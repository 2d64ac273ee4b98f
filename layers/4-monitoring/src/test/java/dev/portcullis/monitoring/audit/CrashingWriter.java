package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * A process that records until it is killed, or nobody listens, and prints each index that it was
 * told with its id.
 */
final class CrashingWriter {

  /** A line without it was cut by the kill. */
  static final String END = " .";

  private static final int IN_FLIGHT = 24;

  private CrashingWriter() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var ledger = Ledgers.open(Path.of(args[0]));
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var permits = new Semaphore(IN_FLIGHT);
    for (long i = 0; !out.checkError(); i++) {
      var id = args[1] + "-" + i;
      permits.acquire();
      var _ =
          Ledgers.conclude(ledger, id)
              .whenComplete((entry, failure) -> {
                if (failure == null) {
                  out.println(entry.index() + " " + id + END);
                }
                permits.release();
              });
    }
  }
}
