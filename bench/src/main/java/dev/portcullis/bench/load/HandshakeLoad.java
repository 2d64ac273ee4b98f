package dev.portcullis.bench.load;

import dev.portcullis.bench.load.Tally.Percentiles;
import dev.portcullis.bench.process.Child;
import dev.portcullis.bench.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A new connection for each request, and over TLS a whole handshake, by {@code hey}: unlike wrk, it
 * never resumes a session.
 *
 * @param folder for its log
 */
public record HandshakeLoad(int connections, Path folder) implements Load {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public Tally run(Target target, Duration time) throws IOException, InterruptedException {
    var body = Files.write(folder.resolve("hey.body"), target.bytes());
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            Programs.find("hey", "hey"),
            "-disable-keepalive",
            "-c",
            "" + connections,
            "-z",
            time.toMillis() + "ms",
            "-m",
            "POST",
            "-D",
            body.toString()));
    target
        .headers()
        .forEach((name, value) ->
            command.addAll(
                name.equals("content-type")
                    ? List.of("-T", value)
                    : List.of("-H", name + ": " + value)));
    command.add(target.url().toString());
    var log = folder.resolve("hey.log");
    try (var hey = Child.start(command, log)) {
      if (hey.await(time.plus(PATIENCE)) != 0) {
        throw new IOException("hey failed:\n" + hey.output());
      }
      return parse(Files.readString(log));
    }
  }

  /**
   * Of lines such as {@code Total: 2.0 secs}, {@code 99% in 0.01 secs}, {@code [200] 5 responses}.
   */
  static Tally parse(String output) throws IOException {
    long answered = 0;
    long failed = 0;
    for (var line : output.lines().map(String::strip).toList()) {
      if (line.startsWith("[2") && line.endsWith("responses")) {
        answered += bracketed(line);
      } else if (line.startsWith("[")) {
        failed += failures(line);
      }
    }
    if (answered + failed == 0) {
      throw new IOException("hey reported nothing:\n" + output);
    }
    var latency =
        new Percentiles(
            seconds(output, "50% in"), seconds(output, "99% in"), seconds(output, "Slowest:"));
    return new Tally(answered, failed, seconds(output, "Total:"), latency);
  }

  /** {@code [503] 7 responses} counts behind its brackets, {@code [7] Post ...: EOF} inside. */
  private static long failures(String line) {
    return line.endsWith("responses")
        ? bracketed(line)
        : Long.parseLong(line.substring(1, line.indexOf(']')));
  }

  private static long bracketed(String line) {
    var count = line.substring(line.indexOf(']') + 1).replace("responses", "").strip();
    return Long.parseLong(count);
  }

  /** The seconds behind a label; none where hey had too few answers to say. */
  private static Duration seconds(String output, String label) {
    return output
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()).replace("secs", "").strip())
        .map(text -> Duration.ofNanos((long) (Double.parseDouble(text) * 1e9)))
        .findFirst()
        .orElse(Duration.ZERO);
  }
}
