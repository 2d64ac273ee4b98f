package dev.portcullis.monitoring.audit;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the ledger keeps its records.
 *
 * @param folder where its segments are; no two processes can write there
 * @param segmentBytes a segment that has grown past this is sealed and the next one begun
 * @param reserveBytes space set aside, so that outcomes are still recorded while the disk is full
 * @param queueRecords records that may wait to be written; one more is refused at once
 * @param groupRecords most records that share one sync
 * @param linger how long a group waits for company while several callers are at work; a lone one
 *     never waits
 * @param deadline a record that is not durable by then was not recorded
 * @param sync what an acknowledgement promises
 * @param keeping how much of it is kept
 */
public record LedgerSettings(
    Path folder,
    long segmentBytes,
    long reserveBytes,
    int queueRecords,
    int groupRecords,
    Duration linger,
    Duration deadline,
    Sync sync,
    Keeping keeping) {

  private static final Duration MAX_LINGER = Duration.ofMillis(1);

  public LedgerSettings {
    require("segment_bytes", segmentBytes, 4_096, 1L << 30);
    require("reserve_bytes", reserveBytes, 4_096, 1L << 30);
    require("queue_records", queueRecords, 1, 1 << 20);
    require("group_records", groupRecords, 1, 4_096);
    require("linger (ns)", linger.toNanos(), 0, MAX_LINGER.toNanos());
    require("deadline (ms)", deadline.toMillis(), 1, 60_000);
  }

  /** Durable, in groups of up to 256 records, in segments of 64 MiB. */
  public static LedgerSettings defaults(Path folder) {
    return new LedgerSettings(
        folder,
        64 << 20,
        64 << 20,
        8_192,
        256,
        Duration.ofNanos(200_000),
        Duration.ofSeconds(2),
        Sync.GROUP,
        Keeping.defaults());
  }

  public LedgerSettings with(Sync other) {
    return new LedgerSettings(
        folder,
        segmentBytes,
        reserveBytes,
        queueRecords,
        groupRecords,
        linger,
        deadline,
        other,
        keeping);
  }

  public LedgerSettings with(Keeping other) {
    return new LedgerSettings(
        folder,
        segmentBytes,
        reserveBytes,
        queueRecords,
        groupRecords,
        linger,
        deadline,
        sync,
        other);
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + ".." + most + ")");
    }
  }
}
