package dev.portcullis.monitoring.audit;

/** One record as it stands in the log. */
public record StoredRecord(long sequence, String json) {}
