package dev.portcullis.edge.upstream;

/**
 * How an upstream's address does, for {@code /status} and metrics.
 *
 * @param health {@code up} or {@code down}, as its health path says
 * @param breaker {@code closed}, {@code open} or {@code half_open}
 * @param outstanding calls that it has not answered yet
 * @param opened how often its breaker opened
 * @param failed calls that failed, or got no answer of use
 */
public record UpstreamState(
    String upstream,
    String address,
    String health,
    String breaker,
    int outstanding,
    long opened,
    long failed) {}
