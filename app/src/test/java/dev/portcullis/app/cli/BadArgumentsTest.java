package dev.portcullis.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.app.wiring.Demo;
import dev.portcullis.app.wiring.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A verb that is called wrongly says so in a line or two, and ends with the code for it. */
@Timeout(60)
final class BadArgumentsTest {

  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int CONFIG = 3;

  @TempDir private static Path folder = Path.of("");
  private static ServerSocket taken;

  /** A folder that a gateway has served from, with keys and a ledger. */
  @BeforeAll
  static void prepare() throws IOException {
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Files.writeString(file("broken.yaml"), "version: 1\nlisteners:\n  - name: [\n");
    Files.writeString(file("typo.yaml"), "version: 1\nlisteners: []\nrouts: []\n");
    Files.write(file("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Files.writeString(file("empty.yaml"), "");
    Files.createDirectory(file("empty"));
    var demo = new Demo(DataFolder.open(data()));
    var ports = new Demo.Ports(Ports.free("--port", 0), Ports.free("--admin-port", 0));
    try (var gateway = Gateway.start(ConfigFiles.load(Shell.ofProcess(), demo.prepare(ports)))) {
      demo.publish(gateway);
    }
  }

  @AfterAll
  static void close() throws IOException {
    taken.close();
  }

  private static Path data() {
    return file("data");
  }

  private static Path file(String name) {
    return folder.resolve(name);
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
  Stream<DynamicTest> everyWrongCall_isExplained() {
    return Stream.of(wrongKeys(), wrongStarts(), wrongFiles(), wrongQuestions())
        .flatMap(calls -> calls)
        .map(wrong ->
            DynamicTest.dynamicTest(String.join(" ", wrong.arguments()), () -> isExplained(wrong)));
  }

  private static void isExplained(Wrong wrong) {
    var called = Called.with(wrong.arguments().toArray(String[]::new));

    assertThat(called.err()).contains(wrong.said());
    assertThat(called.exit()).isEqualTo(wrong.code());
    assertThat(called.err().lines()).hasSizeBetween(1, 6);
    assertThat(called.err()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(called.out()).isEmpty();
  }

  private static Stream<Wrong> wrongKeys() {
    var data = "--data=" + data();
    return Stream.of(
        Wrong.of(USAGE, "no `zebra`", "zebra"),
        Wrong.of(USAGE, "create", "keys", "creat", data),
        Wrong.of(USAGE, "'ID'", "keys", "revoke", data),
        Wrong.of(USAGE, "(ID | --due)", "keys", "rotate", data),
        Wrong.of(USAGE, "CLIENT", "keys", "create", data),
        Wrong.of(USAGE, "--env", "keys", "create", "x", "--env", "moon", data),
        Wrong.of(USAGE, "--days", "keys", "create", "x", "--days", "soon", data),
        Wrong.of(FAILED, "lifetime", "keys", "create", "x", "--days", "-1", data),
        Wrong.of(FAILED, "lifetime", "keys", "create", "x", "--days", "9999", data),
        Wrong.of(FAILED, "name: ", "keys", "create", "a b", data),
        Wrong.of(FAILED, "key id", "keys", "revoke", "nope", data),
        Wrong.of(FAILED, "no key abcdefgh", "keys", "revoke", "abcdefgh", data),
        Wrong.of(FAILED, "no key abcdefgh", "keys", "rotate", "abcdefgh", data));
  }

  private static Stream<Wrong> wrongStarts() {
    var other = "--data=" + file("other");
    var port = taken.getLocalPort();
    var demo = data().resolve("demo.yaml");
    return Stream.of(
        Wrong.of(USAGE, "--config", "run"),
        Wrong.of(CONFIG, "of the demonstration", "run", "--config", demo),
        Wrong.of(CONFIG, "broken.yaml:4:1: ", "run", "--config", file("broken.yaml")),
        Wrong.of(FAILED, "none.yaml: no such file", "run", "--config", file("none.yaml")),
        Wrong.of(FAILED, "port " + port + " is taken", "up", "--port", port, other),
        Wrong.of(FAILED, "--admin-port", "up", "--port", 0, "--admin-port", port, other),
        Wrong.of(FAILED, "0..65535", "up", "--port", "65536", other),
        Wrong.of(USAGE, "'zebra'", "up", "--port", "zebra", other),
        Wrong.of(USAGE, "--prot", "up", "--prot", "1", other),
        Wrong.of(
            FAILED,
            "expected: http(s)://HOST",
            "up",
            "--port=0",
            "--admin-port=0",
            "--upstream=ftp://x",
            other),
        Wrong.of(
            FAILED,
            "--upstream URL",
            "up",
            "--port=0",
            "--admin-port=0",
            "--openapi=x.json",
            other),
        Wrong.of(FAILED, "/proc/zebra", "up", "--port=0", "--admin-port=0", "--data=/proc/zebra"));
  }

  private static Stream<Wrong> wrongFiles() {
    return Stream.of("check", "dump")
        .flatMap(verb ->
            Stream.of(
                Wrong.of(CONFIG, "broken.yaml:4:1: ", verb, file("broken.yaml")),
                Wrong.of(CONFIG, "typo.yaml:3:1: ", verb, file("typo.yaml")),
                Wrong.of(CONFIG, "empty.yaml:1:1: ", verb, file("empty.yaml")),
                Wrong.of(FAILED, "binary.yaml: not UTF-8", verb, file("binary.yaml")),
                Wrong.of(FAILED, "none.yaml: no such file", verb, file("none.yaml")),
                Wrong.of(FAILED, "is a folder", verb, folder),
                Wrong.of(USAGE, "'FILE'", verb)));
  }

  private static Stream<Wrong> wrongQuestions() {
    var data = "--data=" + data();
    var empty = "--data=" + file("empty");
    var demo = data().resolve("demo.yaml");
    return Stream.of(
        Wrong.of(USAGE, "'NEW'", "diff", demo),
        Wrong.of(FAILED, "none.yaml: no such file", "diff", demo, file("none.yaml")),
        Wrong.of(CONFIG, "typo.yaml:3:1: ", "diff", file("typo.yaml"), demo),
        Wrong.of(USAGE, "'FILE'", "apply", data),
        Wrong.of(FAILED, "none.yaml: no such file", "apply", file("none.yaml"), data),
        Wrong.of(FAILED, "is a folder", "apply", folder, data),
        Wrong.of(FAILED, "not UTF-8", "apply", file("binary.yaml"), data),
        Wrong.of(FAILED, "is --data the gateway's folder?", "apply", demo, "--data=/none"),
        Wrong.of(USAGE, "METHOD and PATH", "explain", "GET", data),
        Wrong.of(FAILED, "name a file: --config FILE", "explain", empty),
        Wrong.of(FAILED, "no ledger in", "tail", "--no-follow", empty),
        Wrong.of(FAILED, "no record of nope", "tail", "--id", "nope", data),
        Wrong.of(FAILED, "last: -1", "tail", "--last=-1", "--no-follow", data),
        Wrong.of(FAILED, "no gateway was started", "demo", empty),
        Wrong.of(FAILED, "nobody answers at", "demo", data),
        Wrong.of(FAILED, "no data set nope", "data", "get", "nope", data),
        Wrong.of(USAGE, "'NAME'", "data", "get", data),
        Wrong.of(FAILED, "--from FILE", "data", "get", "resnet8", data),
        Wrong.of(
            FAILED,
            "none.onnx: no such file",
            "data",
            "get",
            "resnet8",
            "--from",
            file("none.onnx"),
            data),
        Wrong.of(USAGE, "fish", "completion", "fish"),
        Wrong.of(USAGE, "schem", "config", "schem"),
        Wrong.of(USAGE, "--long", "version", "--long"));
  }
}
