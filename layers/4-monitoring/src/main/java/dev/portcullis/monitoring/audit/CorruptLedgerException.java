package dev.portcullis.monitoring.audit;

import java.io.IOException;
import java.nio.file.Path;

/** A record that was durable once is damaged: a case for people, not for repair. */
public final class CorruptLedgerException extends IOException {

  private static final long serialVersionUID = 1L;

  CorruptLedgerException(Path file, long offset, String what) {
    super("ledger is corrupt: " + file + ", offset " + offset + ": " + what);
  }
}
