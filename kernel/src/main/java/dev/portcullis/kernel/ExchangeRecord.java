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
    Duration took) {

  public ExchangeRecord {
    trail = List.copyOf(trail);
  }

  /** The HTTP status that the caller gets: 200, or the denial's. */
  public int status() {
    return denial.map(d -> d.reason().status()).orElse(200);
  }
}
