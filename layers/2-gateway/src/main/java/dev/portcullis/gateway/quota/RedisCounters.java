package dev.portcullis.gateway.quota;

import dev.portcullis.gateway.quota.Batch.Reading;
import dev.portcullis.gateway.redis.RedisLink;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Counters in Redis, which several gateways share.
 *
 * <p>The windows are cut as in memory, by the server's clock, with the same bound: never more than
 * the limit in any window, and a unit held a fifteenth of the window (at least a millisecond) too
 * long. The charges under one hash tag are taken by one script, in one step. Charges under several
 * tags, which may lie on several nodes, are taken concurrently; where one is denied or fails the
 * others are given back, so for that moment somebody else may be denied, but nobody admitted too
 * much.
 */
final class RedisCounters implements SharedCounters {

  private final RedisLink link;

  RedisCounters(RedisLink link) {
    this.link = link;
  }

  @Override
  public CompletionStage<Taken> take(List<Charge> charges) {
    return link.commands().thenCompose(redis -> take(redis, Batch.of(charges)));
  }

  @Override
  public CompletionStage<Void> repay(String key, Debt debt, long now) {
    return link.commands().thenCompose(redis -> repay(redis, key, debt, now));
  }

  private static CompletionStage<Taken> take(
      RedisClusterAsyncCommands<String, String> redis, List<Batch> batches) {
    var readings = batches.stream().map(batch -> batch.take(redis)).toList();
    return allOf(readings)
        .handle((_, failure) -> failure == null)
        .thenCompose(complete ->
            complete && readings.stream().allMatch(reading -> reading.join().admitted())
                ? admitted(redis, readings)
                : giveBack(redis, readings)
                    .handle((_, _) -> readings)
                    .thenCompose(RedisCounters::exceeded));
  }

  private static CompletionStage<Taken> admitted(
      RedisClusterAsyncCommands<String, String> redis, List<CompletableFuture<Reading>> readings) {
    return CompletableFuture.completedStage(
        report(readings).admitted(() -> giveBack(redis, readings)));
  }

  /** Exceeded where every script answered; failed where one did not. */
  private static CompletionStage<Taken> exceeded(List<CompletableFuture<Reading>> readings) {
    return allOf(readings).thenApply(_ -> report(readings).exceeded());
  }

  private static Tally report(List<CompletableFuture<Reading>> readings) {
    var tally = new Tally();
    for (var reading : readings) {
      reading.join().batch().report(reading.join(), tally);
    }
    return tally;
  }

  private static CompletableFuture<Void> giveBack(
      RedisClusterAsyncCommands<String, String> redis, List<CompletableFuture<Reading>> readings) {
    return allOf(
        readings.stream()
            .filter(reading -> !reading.isCompletedExceptionally())
            .map(CompletableFuture::join)
            .filter(Reading::admitted)
            .map(reading -> reading.batch().refund(redis, reading.at()))
            .toList());
  }

  private static CompletionStage<Void> repay(
      RedisClusterAsyncCommands<String, String> redis, String key, Debt debt, long now) {
    var repaid =
        debt.windows().stream()
            .map(window ->
                Script.REPAY.<Long>run(
                    redis,
                    ScriptOutputType.INTEGER,
                    new String[] {Batch.windowKey(Batch.tagged(key), window)},
                    debt.arguments(window, now)))
            .toList();
    return allOf(repaid);
  }

  private static CompletableFuture<Void> allOf(List<? extends CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }
}
