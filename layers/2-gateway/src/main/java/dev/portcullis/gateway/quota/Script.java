package dev.portcullis.gateway.quota;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A Lua script that Redis knows by its digest, and is sent again where it forgot it. */
enum Script {
  TAKE("take.lua"),
  REFUND("refund.lua"),
  REPAY("repay.lua");

  private final String text;
  private final String digest;

  Script(String resource) {
    this.text = read(resource);
    this.digest = sha1(text);
  }

  /**
   * Runs it.
   *
   * @param keys all under one hash tag, so that they lie on one node of a cluster
   */
  <T> CompletableFuture<T> run(
      RedisClusterAsyncCommands<String, String> redis,
      ScriptOutputType type,
      String[] keys,
      String[] arguments) {
    return redis
        .<T>evalsha(digest, type, keys, arguments)
        .toCompletableFuture()
        .exceptionallyCompose(failure ->
            isForgotten(failure)
                ? redis.<T>eval(text, type, keys, arguments).toCompletableFuture()
                : CompletableFuture.failedFuture(failure));
  }

  private static boolean isForgotten(Throwable failure) {
    return failure instanceof RedisNoScriptException
        || (failure instanceof CompletionException
            && failure.getCause() instanceof RedisNoScriptException);
  }

  private static String read(String resource) {
    try (var in = Script.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource + " beside " + Script.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-1 because Redis names scripts by it; nothing is proved by it. */
  private static String sha1(String text) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
