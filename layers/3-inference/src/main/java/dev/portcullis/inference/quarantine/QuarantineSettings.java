package dev.portcullis.inference.quarantine;

/**
 * How much may be brought.
 *
 * @param ownerBytes of one owner, all uploads together
 * @param ownerUploads of one owner
 * @param totalBytes of all owners together
 */
public record QuarantineSettings(long ownerBytes, int ownerUploads, long totalBytes) {

  static final int MAX_OWNER_UPLOADS = 10_000;

  public QuarantineSettings {
    if (ownerBytes < 1 || totalBytes < ownerBytes) {
      throw new IllegalArgumentException(
          "owner_bytes: "
              + ownerBytes
              + " (expected: 1..total_bytes, which is "
              + totalBytes
              + ")");
    }
    if (ownerUploads < 1 || ownerUploads > MAX_OWNER_UPLOADS) {
      throw new IllegalArgumentException(
          "owner_uploads: " + ownerUploads + " (expected: 1.." + MAX_OWNER_UPLOADS + ")");
    }
  }

  public static QuarantineSettings defaults() {
    return new QuarantineSettings(1L << 30, 1_000, 10L << 30);
  }
}
