package dev.portcullis.bench.load;

import dev.portcullis.bench.load.Tally.Percentiles;
import dev.portcullis.bench.process.Child;
import dev.portcullis.bench.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * As many requests as the server answers, by {@code wrk}: keep-alive, so many connections.
 *
 * @param folder for its script and its log
 */
public record WrkLoad(int connections, Path folder) implements Load {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What our script has wrk print at its end, before seven numbers; times are in microseconds. */
  private static final String MARK = "tally ";

  private static final int NUMBERS = 7;

  @Override
  public Tally run(Target target, Duration time) throws IOException, InterruptedException {
    var body = Files.write(folder.resolve("wrk.body"), target.bytes());
    var script = Files.writeString(folder.resolve("wrk.lua"), script(target, body));
    var command =
        List.of(
            Programs.find("wrk", "wrk"),
            "-t1",
            "-c" + connections,
            "-d" + Math.max(1, time.toSeconds()) + "s",
            "--timeout",
            "10s",
            "-s",
            script.toString(),
            target.url().toString());
    try (var wrk = Child.start(command, folder.resolve("wrk.log"))) {
      if (wrk.await(time.plus(PATIENCE)) != 0) {
        throw new IOException("wrk failed:\n" + wrk.output());
      }
      return parse(wrk.output());
    }
  }

  static Tally parse(String output) throws IOException {
    var line = output.lines().filter(text -> text.startsWith(MARK)).findFirst();
    var numbers =
        Arrays.stream(line.orElse("").substring(line.isEmpty() ? 0 : MARK.length()).split(" ", -1))
            .filter(text -> !text.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    if (numbers.length != NUMBERS) {
      throw new IOException("wrk printed no tally:\n" + output);
    }
    // wrk counts a refusal among its requests, and a broken connection beside them.
    long refused = numbers[1];
    long broken = numbers[2];
    var latency = new Percentiles(micros(numbers[4]), micros(numbers[5]), micros(numbers[6]));
    return new Tally(numbers[0] - refused, refused + broken, micros(numbers[3]), latency);
  }

  private static Duration micros(long count) {
    return Duration.of(count, ChronoUnit.MICROS);
  }

  private static String script(Target target, Path body) {
    var headers = new StringBuilder();
    target
        .headers()
        .forEach((name, value) ->
            headers.append("wrk.headers[\"%s\"] = \"%s\"\n".formatted(name, value)));
    return """
    local file = io.open("%s", "rb")
    wrk.method = "POST"
    wrk.body = file:read("*a")
    file:close()
    %s
    done = function(summary, latency, requests)
      local errors = summary.errors
      io.write(string.format("%s%%d %%d %%d %%d %%d %%d %%d\\n",
        summary.requests, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout, summary.duration,
        latency:percentile(50), latency:percentile(99), latency.max))
    end
    """
        .formatted(body, headers, MARK);
  }
}
