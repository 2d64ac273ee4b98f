package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The charges under one hash tag, which one script takes.
 *
 * <p>A key that names a tag, as in {@code {key:7f3a}:model:fashion}, has that one; any other is its
 * own. A cluster keeps all keys of a tag on one node, and refuses a script over several.
 */
final class Batch {

  /** One window of one charge. */
  private record Row(String key, long step, long units, Limit limit) {
    /** How long a unit that was taken then is held. */
    long heldMillis(long at) {
      return SubWindows.freeAt(at / step, step) - at;
    }
  }

  /**
   * What the script answered.
   *
   * @param at the server's time, which a refund needs
   */
  record Reading(Batch batch, boolean admitted, long at, List<Long> answer) {}

  /** Lua counts in doubles, which are exact up to here. */
  private static final long MAX_EXACT = 1L << 53;

  private static final String PREFIX = "pcl:";
  private static final int HEAD_VALUES = 2;
  private static final int VALUES_PER_ROW = 3;

  private final List<Row> rows = new ArrayList<>(4);

  private Batch() {}

  static List<Batch> of(List<Charge> charges) {
    var batches = new LinkedHashMap<String, Batch>();
    for (var charge : charges) {
      var key = tagged(charge.key());
      batches.computeIfAbsent(tagOf(key), _ -> new Batch()).add(key, charge);
    }
    return List.copyOf(batches.values());
  }

  /** The Redis key of one window of a counter. */
  static String windowKey(String key, Duration window) {
    return PREFIX + key + ":" + SubWindows.lengthNanos(window) / SubWindows.NANOS_PER_MILLI;
  }

  /** The key with a hash tag: its own, or all of it. */
  static String tagged(String key) {
    return tagOf(key).isEmpty() ? "{" + key + "}" : key;
  }

  CompletableFuture<Reading> take(RedisClusterAsyncCommands<String, String> redis) {
    return Script.TAKE
        .<List<Long>>run(redis, ScriptOutputType.MULTI, keys(), takeArguments())
        .thenApply(answer -> new Reading(this, answer.get(0) == 1, answer.get(1), answer));
  }

  CompletableFuture<Long> refund(RedisClusterAsyncCommands<String, String> redis, long at) {
    return Script.REFUND.run(redis, ScriptOutputType.INTEGER, keys(), refundArguments(at));
  }

  /** Tells what the script counted, and what it took of its own. */
  void report(Reading reading, Tally tally) {
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var values = reading.answer().listIterator(HEAD_VALUES + VALUES_PER_ROW * i);
      long used = values.next();
      long freeMillis = values.next();
      long waitMillis = values.next();
      if (reading.admitted()) {
        used += row.units();
        freeMillis = freeMillis > 0 ? freeMillis : row.heldMillis(reading.at());
      }
      tally.window(row.limit(), row.limit().units(), used, nanos(freeMillis));
      tally.full(row.units() > row.limit().units() ? Long.MAX_VALUE : nanos(waitMillis));
    }
  }

  private static long nanos(long millis) {
    return millis * SubWindows.NANOS_PER_MILLI;
  }

  private void add(String key, Charge charge) {
    for (var limit : charge.limits()) {
      long step = SubWindows.stepMillis(limit.window());
      rows.add(new Row(windowKey(key, limit.window()), step, charge.units(), limit));
    }
  }

  private String[] keys() {
    return rows.stream().map(Row::key).toArray(String[]::new);
  }

  private String[] takeArguments() {
    var arguments = new String[rows.size() * VALUES_PER_ROW];
    int next = 0;
    for (var row : rows) {
      arguments[next++] = Long.toString(row.step());
      // Clamped so that more than is exact never fits: too little is admitted, not too much.
      arguments[next++] = Long.toString(Math.min(row.limit().units(), MAX_EXACT - 1));
      arguments[next++] = Long.toString(Math.min(row.units(), MAX_EXACT));
    }
    return arguments;
  }

  private String[] refundArguments(long at) {
    var arguments = new String[1 + rows.size() * 2];
    int next = 0;
    arguments[next++] = Long.toString(at);
    for (var row : rows) {
      arguments[next++] = Long.toString(row.step());
      arguments[next++] = Long.toString(row.units());
    }
    return arguments;
  }

  /** What stands in the first braces, where it is not empty: Redis hashes that alone. */
  private static String tagOf(String key) {
    int open = key.indexOf('{');
    int close = open < 0 ? -1 : key.indexOf('}', open + 1);
    return close > open + 1 ? key.substring(open + 1, close) : "";
  }
}
