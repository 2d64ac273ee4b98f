package dev.portcullis.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of ours that ends with us. What it prints goes to a file. */
public final class Child implements AutoCloseable {

  private static final Duration LAST_WORDS = Duration.ofSeconds(20);
  private static final int SHOWN_CHARS = 2_000;

  private final Process process;
  private final Path log;
  private final Thread ending;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    // Whoever interrupts a measurement must not find its servers running afterwards.
    this.ending = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(ending);
  }

  /** Starts it; its output and its complaints go to the file. */
  public static Child start(List<String> command, Path log) throws IOException {
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new Child(process, log);
  }

  /** What it and its children use of the machine. */
  public Family family() {
    return new Family(process.pid());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The end of what it printed, for a message. */
  public String output() throws IOException {
    var text = Files.readString(log);
    return text.substring(Math.max(0, text.length() - SHOWN_CHARS));
  }

  /** Waits until it ends by itself, and returns its exit code. */
  public int await(Duration patience) throws IOException, InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("still running after " + patience + ":\n" + output());
    }
    return process.exitValue();
  }

  /** Ends it as a power cut would: SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    forget();
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException _) {
      // The machine is shutting down, and the hook with it.
    }
  }
}
