package dev.portcullis.monitoring.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.monitoring.audit.FileLedger;
import dev.portcullis.monitoring.audit.LedgerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at any moment: what was answered is in the report, once. */
final class UsageCrashTest {

  private static final int KILLS = 4;

  @TempDir private Path folder = Path.of("");

  @Test
  @Timeout(90)
  void everyAnswer_isCountedOnce_whateverWasKilledWhen() throws IOException, InterruptedException {
    var answered = new HashSet<String>();
    for (int round = 0; round < KILLS; round++) {
      answered.addAll(runAndKill("life" + round, 50 + 90 * round));
    }
    FileLedger.open(LedgerSettings.defaults(folder), _ -> {}).close();

    var lines = UsageReport.of(List.of(folder), UsageFilter.EVERYTHING);

    var counted =
        lines.stream().collect(Collectors.toMap(line -> line.key().client(), Function.identity()));
    assertThat(counted.keySet()).containsAll(answered);
    assertThat(lines).allMatch(line -> line.sums().requests() == 1);
    assertThat(lines).allMatch(line -> line.sums().tokensIn() == 5);
    // Recorded, and killed before the last byte left: no more than were on their way.
    assertThat(lines.size() - answered.size()).isBetween(0, KILLS * CrashingGateway.IN_FLIGHT);
  }

  private Set<String> runAndKill(String name, int answers)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingGateway.class.getName(),
                folder.toString(),
                name)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var told = new HashSet<String>();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (line.endsWith(CrashingGateway.END)) {
          told.add(line.substring(0, line.length() - CrashingGateway.END.length()));
        }
        if (told.size() == answers) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor()).as("killed, not failed").isEqualTo(137);
    return told;
  }
}
