package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands, run as they stand there: each says after {@code # →} what it answers. */
final class QuickStartTest {

  private static final String ARROW = "# → ";

  @TempDir private static Path data = Path.of("");
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    gateway = RunningGateway.up(data);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @TestFactory
  List<DynamicTest> everyCommandOfTheReadme_answersWhatTheReadmeSays() {
    var commands = commands();
    assertThat(commands).hasSizeGreaterThan(9);
    return commands.stream()
        .map(c -> DynamicTest.dynamicTest(c.text(), () -> answersAsWritten(c)))
        .toList();
  }

  private static void answersAsWritten(Command command) throws IOException, InterruptedException {
    var script = prelude() + command.text() + "\n";

    var said = bash(script);

    assertThat(said).as(command.text()).contains(command.expected());
  }

  /** The lines that the README has a reader type first: the environment and a function. */
  private static String prelude() {
    var lines = new StringBuilder("set -eu\n");
    for (var line : block("bash setup")) {
      lines.append(line.replace(".portcullis/", data + "/")).append('\n');
    }
    return lines.toString();
  }

  @Test
  void theDemo_holdsAgainstTheRunningGateway() throws IOException, InterruptedException {
    var said = bash("./portcullis demo --data " + data + " && echo DEMO-HOLDS");

    assertThat(said).contains("DEMO-HOLDS");
  }

  private record Command(String text, String expected) {}

  private static List<Command> commands() {
    var commands = new ArrayList<Command>();
    for (var line : block("bash try")) {
      var arrow = line.indexOf(ARROW);
      if (arrow > 0) {
        var text = line.substring(0, arrow).strip().replace(".portcullis", data.toString());
        commands.add(new Command(text, line.substring(arrow + ARROW.length()).strip()));
      }
    }
    return commands;
  }

  /** The lines of the README's code blocks with this info string; continued lines are joined. */
  private static List<String> block(String info) {
    var lines = new ArrayList<String>();
    var inside = false;
    for (var line : House.read("README.md").replace("\\\n", " ").lines().toList()) {
      if (line.startsWith("```")) {
        inside = line.equals("```" + info);
      } else if (inside) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String bash(String script) throws IOException, InterruptedException {
    var output = Files.createTempFile("readme", ".out");
    var process =
        new ProcessBuilder("bash", "-c", script)
            .directory(House.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("in time: %s", script).isTrue();
    var said = Files.readString(output);
    Files.delete(output);
    return said;
  }
}
