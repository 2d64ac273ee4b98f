package dev.portcullis.kernel.port;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The one safe way out of the house: pictures, key sets, feeds. */
@FunctionalInterface
public interface Egress {

  /** Fetches, or fails with a denial that says whether it was refused or failed. */
  CompletionStage<Fetched> fetch(Fetch fetch);

  /**
   * What to fetch, within which bounds.
   *
   * @param mediaTypes types that are accepted
   * @param memory what comes is taken from it first
   */
  record Fetch(URI uri, List<String> mediaTypes, int maxBytes, Duration deadline, Memory memory) {
    public Fetch {
      mediaTypes = List.copyOf(mediaTypes);
    }

    /** A fetch that no exchange waits for. */
    public Fetch(URI uri, List<String> mediaTypes, int maxBytes, Duration deadline) {
      this(uri, mediaTypes, maxBytes, deadline, Memory.UNBOUNDED);
    }
  }

  /** What came. */
  record Fetched(String mediaType, ByteBuffer body) {}
}
