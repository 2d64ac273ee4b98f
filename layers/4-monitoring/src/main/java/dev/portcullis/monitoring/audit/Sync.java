package dev.portcullis.monitoring.audit;

/** What an acknowledgement of the ledger promises. */
public enum Sync {
  /** The record is on the device: one sync for each group of records. */
  GROUP,
  /** The record is with the operating system, and lost if that goes down. */
  NONE
}
