package dev.portcullis.monitoring.audit;

import java.time.Duration;

/**
 * A group of records that became durable.
 *
 * @param took writing and syncing it
 * @param synced the sync alone; zero where the ledger doesn't
 */
public record Commit(int records, Duration took, Duration synced) {}
