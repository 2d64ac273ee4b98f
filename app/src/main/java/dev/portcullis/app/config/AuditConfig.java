package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;

/** The ledger of decisions. */
public record AuditConfig(
    @Says("Whether an entry is on the disk before the request goes on, or only with the system.")
        @Default("fsync")
        Sync sync,
    @Says("How large a file grows before the next one begins.") @Default("64MiB")
        long segmentBytes) {

  /** When an entry counts as written. */
  public enum Sync {
    /** When it survives the machine's loss of power. */
    FSYNC,
    /** When it survives the process's death. */
    SYSTEM
  }
}
