package dev.portcullis.kernel;

import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.receipt.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an exchange ended: what the ledger keeps and witnesses see. No body, key or token is in it.
 *
 * @param denial empty where the caller got an answer
 * @param receipt empty where it was refused before the receipt was sealed
 * @param answered the HTTP status of the answer: 200, or an upstream's own refusal (4xx)
 * @param use what was used of the model
 */
public record ExchangeRecord(
    String id,
    Instant startedAt,
    Route route,
    String method,
    String client,
    Optional<Identity> identity,
    Optional<ModelRef> model,
    List<Step> trail,
    Optional<Denial> denial,
    Optional<Receipt> receipt,
    long bytesIn,
    long bytesOut,
    Duration took,
    int answered,
    Use use) {

  private static final int OK = 200;

  public ExchangeRecord {
    trail = List.copyOf(trail);
  }

  /** The record of an exchange that was refused, or answered with 200. */
  public ExchangeRecord(
      String id,
      Instant startedAt,
      Route route,
      String method,
      String client,
      Optional<Identity> identity,
      Optional<ModelRef> model,
      List<Step> trail,
      Optional<Denial> denial,
      Optional<Receipt> receipt,
      long bytesIn,
      long bytesOut,
      Duration took) {
    this(
        id, startedAt, route, method, client, identity, model, trail, denial, receipt, bytesIn,
        bytesOut, took, OK, Use.NONE);
  }

  /** The HTTP status that the caller gets: the denial's, or the answer's. */
  public int status() {
    return denial.map(d -> d.reason().status()).orElse(answered);
  }
}
