package dev.portcullis.edge.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files the process may open, and what of it connections may take. */
final class OpenFiles {
  /** Kept for the ledger, the store, the admin listener and the class path. */
  private static final int RESERVED = 256;

  private OpenFiles() {}

  /**
   * So many connections, or fewer where the process may not open that many files: half are for
   * clients, half for upstreams.
   */
  static int atMost(int connections) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Math.clamp((unix.getMaxFileDescriptorCount() - RESERVED) / 2, 1, connections)
        : connections;
  }
}
