package dev.portcullis.app.wiring;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits, on a thread that may, for what the layers do later. */
final class Waiting {

  static final Duration MOST = Duration.ofSeconds(60);

  private Waiting() {}

  /** What the stage completes with. */
  static <T> T on(CompletionStage<T> stage) throws IOException {
    try {
      return stage.toCompletableFuture().get(MOST.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw asIo(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + MOST.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("ended while waiting");
    }
  }

  private static IOException asIo(Throwable cause) {
    return switch (cause) {
      case IOException io -> io;
      case RuntimeException runtime -> throw runtime;
      default -> new IOException(cause);
    };
  }
}
