package dev.portcullis.kernel.port;

import dev.portcullis.kernel.Secret;
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
   * @param way how to ask for it
   */
  record Fetch(
      URI uri, List<String> mediaTypes, int maxBytes, Duration deadline, Memory memory, Way way) {
    public Fetch {
      mediaTypes = List.copyOf(mediaTypes);
    }

    /** What anybody may fetch, wherever redirects lead as long as that place may be fetched. */
    public Fetch(URI uri, List<String> mediaTypes, int maxBytes, Duration deadline, Memory memory) {
      this(uri, mediaTypes, maxBytes, deadline, memory, new Way.Following());
    }

    /** A fetch that no exchange waits for. */
    public Fetch(URI uri, List<String> mediaTypes, int maxBytes, Duration deadline) {
      this(uri, mediaTypes, maxBytes, deadline, Memory.UNBOUNDED);
    }

    /** A fetch that no exchange waits for, asked for in this way. */
    public Fetch(URI uri, List<String> mediaTypes, int maxBytes, Duration deadline, Way way) {
      this(uri, mediaTypes, maxBytes, deadline, Memory.UNBOUNDED, way);
    }
  }

  /** How to ask. */
  sealed interface Way {
    /** GET, and after redirects. */
    record Following() implements Way {}

    /** GET of this address and no other: a redirect is a failure. */
    record Direct() implements Way {}

    /**
     * POST of a form to this address and no other: who answers with a redirect gets nothing more.
     *
     * @param fields as {@code application/x-www-form-urlencoded}; it may hold a credential
     * @param authorization the header field that says who asks
     */
    record Form(Secret fields, Secret authorization) implements Way {}
  }

  /** What came. */
  record Fetched(String mediaType, ByteBuffer body) {}
}
