package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
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
    @Says("Space set aside for outcomes while the disk is full.") @Default("16MiB")
        long reserveBytes,
    @Says("A record that is not durable by then was not recorded.") @Default("2s")
        Duration deadline) {

  public AuditConfig {
    // Whatever the ledger would refuse is refused here, where the file's line is known.
    settings(Path.of(""), sync, segmentBytes, reserveBytes, deadline);
  }

  /** The same as layer 4 takes it. */
  public LedgerSettings settings(Path folder) {
    return settings(folder, sync, segmentBytes, reserveBytes, deadline);
  }

  private static LedgerSettings settings(
      Path folder, Sync sync, long segmentBytes, long reserveBytes, Duration deadline) {
    var base = LedgerSettings.defaults(folder);
    return new LedgerSettings(
        folder,
        segmentBytes,
        reserveBytes,
        base.queueRecords(),
        base.groupRecords(),
        base.linger(),
        deadline,
        sync);
  }
}
