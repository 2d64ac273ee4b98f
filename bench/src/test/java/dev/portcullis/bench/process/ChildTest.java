package dev.portcullis.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("");

  private final List<Child> children = new ArrayList<>();

  private Child shell(String script) throws IOException {
    var child = Child.start(List.of("sh", "-c", script), folder.resolve("log"));
    children.add(child);
    return child;
  }

  @Test
  void exitCodeAndOutput_areTheChilds() throws IOException, InterruptedException {
    try (var child = shell("echo out; echo err >&2; exit 3")) {
      assertThat(child.await(PATIENCE)).isEqualTo(3);
      assertThat(child.output()).isEqualTo("out\nerr\n");
    }
  }

  @Test
  void childThatTakesTooLong_isAnError_andCanBeEnded() throws IOException {
    try (var child = shell("echo busy; exec sleep 600")) {
      assertThatThrownBy(() -> child.await(Duration.ofMillis(300)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("busy");
    }

    assertThat(children).hasSize(1).noneMatch(Child::isAlive);
  }

  @Test
  void killedChild_isGoneAtOnce() throws IOException, InterruptedException {
    try (var child = shell("trap '' TERM; sleep 600 & wait; sleep 600")) {
      child.kill();

      assertThat(child.isAlive()).isFalse();
    }
  }

  @Test
  void serverThatNeverListens_isToldWithItsLastWords() throws IOException {
    int port = Ports.free();
    try (var child = shell("echo 'bind: address in use'; exit 1")) {
      assertThatThrownBy(() -> Ports.await(child, port))
          .hasMessageContaining("port " + port)
          .hasMessageContaining("address in use");
    }
  }

  @Test
  void secondJvm_runsWithOurClassPath() throws IOException, InterruptedException {
    var command = Jvm.command(Echo.class.getName(), List.of("one", "two words"));
    try (var child = Child.start(command, folder.resolve("log"))) {
      assertThat(child.await(PATIENCE)).isZero();
      assertThat(child.output()).endsWith("[one, two words]\n");
    }
  }

  /** Prints its arguments. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] arguments) {
      System.out.println(List.of(arguments));
    }
  }

  @Test
  void certificate_isTrustedByWhoeverWasGivenIt() throws IOException, InterruptedException {
    var certificate = Certificate.create(folder);

    assertThat(certificate.chain()).content().contains("BEGIN CERTIFICATE");
    assertThat(certificate.key()).content().contains("BEGIN PRIVATE KEY");
    assertThat(certificate.trust().getProtocol()).isEqualTo("TLSv1.3");
  }

  @Test
  void program_isFoundOnThePath_orBesideServers() throws IOException {
    var program = Files.createFile(folder.resolve("tool"));

    assertThat(Programs.search("tool", folder.toString())).isEmpty();
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(Programs.search("tool", "/nowhere:" + folder)).contains(program.toString());
    assertThatThrownBy(() -> Programs.find("no-such-tool", "nginx-light"))
        .hasMessage("no-such-tool is not installed (apt-get install nginx-light)");
  }
}
