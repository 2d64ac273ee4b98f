package dev.portcullis.edge.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Turns a name into addresses. Asked once for each hop of a fetch. */
@FunctionalInterface
public interface Resolver {
  CompletionStage<List<InetAddress>> resolve(String host);

  /**
   * The system's, which blocks, and so is asked on threads of its own, a bounded number at once.
   */
  static Resolver system() {
    return new SystemResolver();
  }
}
