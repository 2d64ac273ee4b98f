package dev.portcullis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A verb that is called wrongly says so in a line or two, and ends with the code for it. */
final class BadArgumentsTest {

  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int CONFIG = 3;
  private static final int AT_ONCE = 2;

  @TempDir private static Path folder = Path.of("");
  private static RunningGateway gateway;
  private static ServerSocket taken;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    gateway = RunningGateway.up(data());
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Files.writeString(folder.resolve("broken.yaml"), "version: 1\nlisteners:\n  - name: [\n");
    Files.writeString(folder.resolve("typo.yaml"), "version: 1\nlisteners: []\nrouts: []\n");
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    taken.close();
  }

  private static Path data() {
    return folder.resolve("data");
  }

  /**
   * A call that goes wrong.
   *
   * @param said what its message has in it
   */
  private record Wrong(int code, String said, List<String> arguments) {
    static Wrong of(int code, String said, Object... arguments) {
      return new Wrong(code, said, Stream.of(arguments).map(Object::toString).toList());
    }
  }

  @TestFactory
  Stream<DynamicTest> everyWrongCall_isExplained() throws InterruptedException {
    var calls = Stream.concat(wrongKeys(), wrongStarts()).toList();
    try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<CommandLine.Ended>> running =
          calls.stream().map(c -> (Callable<CommandLine.Ended>) () -> call(c)).toList();
      var ended = pool.invokeAll(running);
      return Stream.iterate(0, i -> i < calls.size(), i -> i + 1)
          .map(i ->
              DynamicTest.dynamicTest(
                  String.join(" ", calls.get(i).arguments()),
                  () -> isExplained(calls.get(i), ended.get(i).get())));
    }
  }

  private static CommandLine.Ended call(Wrong wrong) throws IOException, InterruptedException {
    return CommandLine.call(wrong.arguments());
  }

  private static void isExplained(Wrong wrong, CommandLine.Ended ended) {
    assertThat(ended.err()).contains(wrong.said());
    assertThat(ended.code()).isEqualTo(wrong.code());
    assertThat(ended.err().lines()).hasSizeBetween(1, 4);
    assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(ended.out()).isEmpty();
  }

  private static Stream<Wrong> wrongKeys() {
    var empty = folder.resolve("empty");
    return Stream.of(
        Wrong.of(USAGE, "no `zebra`", "zebra"),
        Wrong.of(FAILED, "key id", "keys", "revoke", "nope", "--data", data()),
        Wrong.of(FAILED, "no key abcdefgh", "keys", "revoke", "abcdefgh", "--data", data()),
        Wrong.of(FAILED, "no key abcdefgh", "keys", "rotate", "abcdefgh", "--data", data()),
        Wrong.of(USAGE, "'ID'", "keys", "revoke", "--data", data()),
        Wrong.of(USAGE, "CLIENT", "keys", "create", "--data", data()),
        Wrong.of(FAILED, "lifetime", "keys", "create", "x", "--days", "-1", "--data", data()),
        Wrong.of(FAILED, "no ledger in", "tail", "--no-follow", "--data", empty),
        Wrong.of(FAILED, "no record of nope", "tail", "--id", "nope", "--data", data()),
        Wrong.of(FAILED, "no gateway was started", "demo", "--data", empty),
        Wrong.of(FAILED, "no data set nope", "data", "get", "nope"));
  }

  private static Stream<Wrong> wrongStarts() {
    var other = folder.resolve("other");
    var port = taken.getLocalPort();
    var broken = folder.resolve("broken.yaml");
    var typo = folder.resolve("typo.yaml");
    var demo = data().resolve("demo.yaml");
    return Stream.of(
        Wrong.of(CONFIG, "broken.yaml:4:1: ", "check", broken),
        Wrong.of(CONFIG, "typo.yaml:3:1: ", "check", typo),
        Wrong.of(FAILED, "nowhere.yaml: no such file", "check", folder.resolve("nowhere.yaml")),
        Wrong.of(FAILED, "is a folder", "check", folder),
        Wrong.of(USAGE, "--config", "run"),
        Wrong.of(CONFIG, "of the demonstration", "run", "--config", demo),
        Wrong.of(FAILED, "port " + port + " is taken", "up", "--port", port, "--data", other),
        Wrong.of(FAILED, "0..65535", "up", "--port", "65536", "--data", other),
        Wrong.of(USAGE, "'zebra'", "up", "--port", "zebra", "--data", other),
        Wrong.of(
            FAILED,
            "/proc/zebra",
            "up",
            "--port",
            "0",
            "--admin-port",
            "0",
            "--data",
            "/proc/zebra"));
  }
}
