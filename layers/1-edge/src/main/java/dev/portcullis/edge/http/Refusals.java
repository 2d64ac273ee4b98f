package dev.portcullis.edge.http;

import dev.portcullis.kernel.Denial;
import java.net.InetAddress;

/** Hears what the edge refused before a road began: broken framing, unknown paths, floods. */
@FunctionalInterface
public interface Refusals {
  /** Called on an event loop, and must not block it. */
  void refused(InetAddress client, Denial denial);
}
