package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.monitoring.audit.Keeping;
import dev.portcullis.monitoring.audit.LedgerSettings;
import dev.portcullis.monitoring.audit.Sync;
import java.nio.file.Path;
import java.time.Duration;

/** The ledger of decisions. */
public record AuditConfig(
    @Says("group: on the disk before the request goes on; none: only with the system.")
        @Default("group")
        Sync sync,
    @Says("How large a file grows before the next one begins.") @Default("64MiB") long segmentBytes,
    @Says("Space set aside for outcomes while the disk is full.") @Default("64MiB")
        long reserveBytes,
    @Says("A record that is not durable by then was not recorded.") @Default("2s")
        Duration deadline,
    @Says("Past this, the oldest closed files are removed; what is removed is on record.")
        @Default("16GiB")
        long maxBytes,
    @Says("Closed files whose last record is older are removed.") @Default("90d") Duration maxAge,
    @Says("Nothing younger is removed, even where the ledger grows past max_bytes.") @Default("1h")
        Duration keepAtLeast,
    @Says("While less is free, refusals of unknown callers are counted, not written.")
        @Default("256MiB")
        long headroomBytes) {

  public AuditConfig {
    // Whatever the ledger would refuse is refused here, where the file's line is known.
    var keeping = new Keeping(maxBytes, maxAge, keepAtLeast, headroomBytes);
    settings(new Shape(sync, segmentBytes, reserveBytes, deadline), keeping, Path.of(""));
  }

  /** How it is written. */
  private record Shape(Sync sync, long segmentBytes, long reserveBytes, Duration deadline) {}

  /** The same as layer 4 takes it. */
  public LedgerSettings settings(Path folder) {
    return settings(
        new Shape(sync, segmentBytes, reserveBytes, deadline),
        new Keeping(maxBytes, maxAge, keepAtLeast, headroomBytes),
        folder);
  }

  private static LedgerSettings settings(Shape shape, Keeping keeping, Path folder) {
    var base = LedgerSettings.defaults(folder);
    return new LedgerSettings(
        folder,
        shape.segmentBytes(),
        shape.reserveBytes(),
        base.queueRecords(),
        base.groupRecords(),
        base.linger(),
        shape.deadline(),
        shape.sync(),
        keeping);
  }
}
