package dev.portcullis.monitoring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at any moment loses no acknowledged record and doubles none (F20 of the fault list). */
final class CrashTest {

  private static final int KILLS = 20;
  private static final int MAX_ACKS_BEFORE_KILL = 400;

  @TempDir private Path folder;

  @Test
  @Timeout(90)
  void killedWriter_losesNothingAcknowledged_andDoublesNothing()
      throws IOException, InterruptedException {
    var random = new Random();
    var acknowledged = new HashMap<Long, String>();

    for (int round = 0; round < KILLS; round++) {
      for (var ack : runAndKill("run" + round, 1 + random.nextInt(MAX_ACKS_BEFORE_KILL))) {
        var fields = ack.split(" ", 3);
        assertThat(acknowledged.put(Long.parseLong(fields[0]), fields[1])).isNull();
      }
    }

    Ledgers.open(folder).close();
    assertThat(acknowledged).hasSizeGreaterThan(KILLS);
    assertThat(recorded()).containsAllEntriesOf(acknowledged);
  }

  /** What the writer had told by the time it was dead, whole lines only. */
  private List<String> runAndKill(String name, int acks) throws IOException, InterruptedException {
    var process = start(name);
    var told = new ArrayList<String>();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        told.add(line);
        if (told.size() == acks) {
          // Through the handle, which leaves what was told readable.
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor()).as("killed, not failed").isEqualTo(137);
    return told.stream().filter(line -> line.endsWith(CrashingWriter.END)).toList();
  }

  private Process start(String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            CrashingWriter.class.getName(),
            folder.toString(),
            name)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Every record's id by index; an id that stands twice fails. */
  private Map<Long, String> recorded() throws IOException {
    var ids = new HashMap<String, Long>();
    var found = new HashMap<Long, String>();
    try (var cursor = LedgerCursor.fromStart(folder)) {
      for (var stored = cursor.next(); stored.isPresent(); stored = cursor.next()) {
        var json = stored.get().json();
        int from = json.indexOf("\"id\":\"") + "\"id\":\"".length();
        var id = json.substring(from, json.indexOf('"', from));
        assertThat(ids.put(id, stored.get().sequence())).as(id).isNull();
        found.put(stored.get().sequence(), id);
      }
    }
    return found;
  }
}
