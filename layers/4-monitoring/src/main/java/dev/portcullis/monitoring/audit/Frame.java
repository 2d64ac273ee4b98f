package dev.portcullis.monitoring.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How a record stands in a segment, all numbers big-endian:
 *
 * <pre>
 *   0  length of the payload, 1..65,535     4 bytes
 *   4  sequence, from 0 over all segments   8
 *  12  place in its group, from 0           4
 *  16  CRC32C over all but itself           4
 *  20  leaf: SHA-256(0x00 | payload)       32   the leaf hash of RFC 6962
 *  52  payload: JSON
 * </pre>
 *
 * <p>A group becomes durable as one, and begins only when the one before it is durable. So the
 * place tells recovery whether damage is an unfinished group's, which nobody was told of, or
 * corruption: a later group proves that the earlier ones were whole.
 */
final class Frame {

  static final int HEADER_BYTES = 52;

  private static final int CRC_AT = 16;
  private static final int LEAF_AT = 20;
  private static final int LEAF_BYTES = 32;

  private final CRC32C crc = new CRC32C();
  private final MessageDigest sha256 = newSha256();

  /** A record that was read and is whole. */
  record Found(long sequence, int place, ByteBuffer payload) {
    int bytes() {
      return HEADER_BYTES + payload.remaining();
    }

    /** The sequence that its group began with. */
    long groupStart() {
      return sequence - place;
    }
  }

  /** Appends a record at the buffer's position. */
  void put(ByteBuffer into, long sequence, int place, ByteBuffer payload) {
    int at = into.position();
    into.putInt(payload.remaining()).putLong(sequence).putInt(place).putInt(0);
    into.put(leaf(payload)).put(payload.duplicate());
    int end = into.position();
    into.putInt(at + CRC_AT, checksum(into, at, end));
  }

  /** The whole record at this offset, or empty where there is none, or a damaged one. */
  Optional<Found> at(ByteBuffer bytes, int offset) {
    if (bytes.limit() - offset <= HEADER_BYTES) {
      return Optional.empty();
    }
    int length = bytes.getInt(offset);
    if (length < 1 || length > Entries.MAX_BYTES) {
      return Optional.empty();
    }
    int end = offset + HEADER_BYTES + length;
    if (end > bytes.limit() || checksum(bytes, offset, end) != bytes.getInt(offset + CRC_AT)) {
      return Optional.empty();
    }
    var payload = bytes.slice(offset + HEADER_BYTES, length);
    return Optional.of(new Found(bytes.getLong(offset + 4), bytes.getInt(offset + 12), payload));
  }

  /**
   * Whether the leaf at this offset is the payload's: what the checksum of a whole record misses.
   */
  boolean leafHolds(ByteBuffer bytes, int offset, Found found) {
    var stored = new byte[LEAF_BYTES];
    bytes.get(offset + LEAF_AT, stored);
    return MessageDigest.isEqual(stored, leaf(found.payload()));
  }

  private byte[] leaf(ByteBuffer payload) {
    sha256.update((byte) 0);
    sha256.update(payload.duplicate());
    return sha256.digest();
  }

  private int checksum(ByteBuffer bytes, int from, int to) {
    crc.reset();
    crc.update(bytes.slice(from, CRC_AT));
    crc.update(bytes.slice(from + LEAF_AT, to - from - LEAF_AT));
    return (int) crc.getValue();
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
