package dev.portcullis.edge.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** Asks the system's resolver. */
final class SystemResolver implements Resolver {

  private static final int MAX_AT_ONCE = 32;

  private final Semaphore free = new Semaphore(MAX_AT_ONCE);

  @Override
  public CompletionStage<List<InetAddress>> resolve(String host) {
    var addresses = new CompletableFuture<List<InetAddress>>();
    if (!free.tryAcquire()) {
      addresses.completeExceptionally(new RejectedExecutionException("resolver busy"));
      return addresses;
    }
    Thread.ofVirtual().name("resolve").start(() -> ask(host, addresses));
    return addresses;
  }

  private void ask(String host, CompletableFuture<List<InetAddress>> addresses) {
    try {
      addresses.complete(List.of(InetAddress.getAllByName(host)));
    } catch (UnknownHostException | RuntimeException e) {
      addresses.completeExceptionally(e);
    } finally {
      free.release();
    }
  }
}
