package dev.portcullis.verify;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gateway of an operator's: {@code ./portcullis run --config FILE}. */
final class ConfiguredGateway implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String CALL_IT = "call it";

  private final Process process;
  private final URI url;

  private ConfiguredGateway(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  static ConfiguredGateway run(Path file) throws IOException, InterruptedException {
    var launcher = House.ROOT.resolve("portcullis").toString();
    var log = file.resolveSibling("run.log");
    var process =
        new ProcessBuilder(List.of(launcher, "run", "--config", file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.readString(log).contains("fetch.allow")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("run did not start:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return new ConfiguredGateway(process, url(Files.readString(log)));
  }

  private static URI url(String said) {
    return said.lines()
        .filter(line -> line.strip().startsWith(CALL_IT))
        .map(line -> URI.create(line.strip().substring(CALL_IT.length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  URI url() {
    return url;
  }

  @Override
  public void close() {
    RunningGateway.end(process);
  }
}
