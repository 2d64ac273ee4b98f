package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.FencedClock;
import dev.portcullis.kernel.port.Egress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Every issuer that the configuration names, their keys followed as long as this is open. */
public final class Issuers implements AutoCloseable {

  /** Tokens that are remembered at most: about a kilobyte each. */
  static final int MAX_REMEMBERED = 20_000;

  private static final int LOOKS_PER_SECOND = 4;
  private static final long LOOK_EVERY_MILLIS = 1_000 / LOOKS_PER_SECOND;

  private final Map<String, TokenIssuer> byName = new LinkedHashMap<>();
  private final Remembered<Proven> remembered = new Remembered<>(MAX_REMEMBERED);
  private final ScheduledExecutorService looking;

  /** An issuer and its own way out, which leads to it and nowhere else. */
  public record Reachable(IssuerSettings settings, Egress egress) {}

  /**
   * What every issuer works with.
   *
   * @param workers look at signatures that would hold an event loop up; they may reject
   */
  record Surroundings(FencedClock clock, LongSupplier ticker, Executor workers) {}

  private Issuers(List<Reachable> issuers, Surroundings around) {
    for (var issuer : issuers) {
      var settings = issuer.settings();
      byName.put(settings.name(), new TokenIssuer(settings, issuer.egress(), around));
    }
    this.looking =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("issuers").factory());
  }

  /**
   * Follows the keys of these issuers from now on; waits a moment for the first ones.
   *
   * @param workers look at signatures that would hold an event loop up; they may reject
   */
  public static Issuers following(List<Reachable> issuers, FencedClock clock, Executor workers) {
    var following = new Issuers(issuers, new Surroundings(clock, System::nanoTime, workers));
    following.tick();
    following.settled().toCompletableFuture().join();
    var _ =
        following.looking.scheduleWithFixedDelay(
            following::tick, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return following;
  }

  /** Follows nobody by itself: {@link #tick()} is called instead. */
  static Issuers still(List<Reachable> issuers, Surroundings around) {
    return new Issuers(issuers, around);
  }

  /** How each of them does. */
  public List<IssuerStatus> status() {
    return byName.values().stream().map(TokenIssuer::status).toList();
  }

  /** How many proven tokens are remembered. */
  public int rememberedTokens() {
    return remembered.size();
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }

  /** Those of these names, or all where none is named. */
  TokenProver trusting(List<String> names) {
    names.stream()
        .filter(name -> !byName.containsKey(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException("issuers: no issuer " + name);
        });
    var trusted =
        byName.values().stream()
            .filter(issuer -> names.isEmpty() || names.contains(issuer.name()))
            .toList();
    return new TokenProver(trusted, remembered);
  }

  /** Done when no fetch is under way that was when this was called. */
  CompletionStage<Void> settled() {
    return CompletableFuture.allOf(
        byName.values().stream()
            .map(issuer -> issuer.keys().underWay().toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  void tick() {
    byName.values().forEach(issuer -> issuer.keys().tick());
  }
}
