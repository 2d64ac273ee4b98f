package dev.portcullis.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.app.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in bash. It runs from a copy that looks like the package, with a java that prints
 * what it was called with, so that nothing is built here.
 */
final class LauncherTest {

  @TempDir private Path folder = Path.of("");
  private Path launcher = Path.of("");

  private record Ended(int exit, String printed) {}

  @BeforeEach
  void unpack() throws IOException {
    var home = folder.resolve("portcullis-0");
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("lib/b.jar"), "");
    Files.writeString(home.resolve("lib/a.jar"), "");
    Files.writeString(home.resolve("lib/revision"), "abc1234");
    launcher = Files.copy(House.root().resolve("portcullis"), home.resolve("bin/portcullis"));
  }

  @Test
  void withoutAVerb_itPrintsThem_andNeedsNoJava() throws Exception {
    var ended = run(Map.of("PATH", "/usr/bin:/bin"), launcher, List.of());

    assertThat(ended.exit()).isZero();
    assertThat(ended.printed()).startsWith("portcullis: a security gateway").contains("up", "demo");
  }

  @Test
  void aVerb_isRunByTheJdkThatJavaHomeNames_withTheFlagsOfTheHouse() throws Exception {
    var ended = run(Map.of("JAVA_HOME", jdk("25.0.3")), launcher, List.of("check", "a b"));

    assertThat(ended.exit()).isZero();
    assertThat(ended.printed())
        .contains("[--enable-native-access=ALL-UNNAMED]", "[-Djdk.serialFilter=!*]")
        .contains("/lib/a.jar:", "[-Dportcullis.revision=abc1234]")
        .contains("[dev.portcullis.app.cli.Main][check][a b]");
  }

  @Test
  void throughASymlink_fromAnotherFolder_itFindsItsHome() throws Exception {
    var elsewhere = Files.createDirectory(folder.resolve("else where"));
    var first = Files.createSymbolicLink(elsewhere.resolve("one"), launcher);
    var second = Files.createSymbolicLink(elsewhere.resolve("two"), Path.of("one"));
    assertThat(first).isSymbolicLink();

    var ended = run(Map.of("JAVA_HOME", jdk("26-ea")), second, List.of("version"));

    assertThat(ended.printed()).contains("portcullis-0/lib/a.jar:");
  }

  @Test
  void anOldJdk_isPassedOver_forANewerOneInThePath() throws Exception {
    var old = jdk("17.0.1");
    var path = jdk("25") + "/bin:/usr/bin:/bin";

    var ended = run(Map.of("JAVA_HOME", old, "PATH", path), launcher, List.of("version"));

    assertThat(ended.printed()).contains("java 25 ");
  }

  @Test
  void withoutAnyJdk_itSaysWhatIsNeeded_andWhereItLooked() throws Exception {
    // The usual places of this machine are hidden by a copy that looks elsewhere.
    var text =
        Files.readString(launcher)
            .replace("/usr/lib/jvm/*", folder + "/none/*")
            .replace("/opt/*", folder + "/none/*");
    Files.writeString(launcher, text);

    var ended =
        run(Map.of("PATH", pathWithoutJava(), "HOME", folder.toString()), launcher, List.of("up"));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.printed())
        .contains("no JDK 25 or newer found in JAVA_HOME, PATH, /usr/lib/jvm", "adoptium.net");
  }

  @Test
  void up_isToldWhoCanLearn_untilSomethingWasLearned() throws Exception {
    var learned = launcher.resolveSibling("../lib/portcullis.aot").normalize();

    var first = run(Map.of("JAVA_HOME", jdk("25")), launcher, List.of("up"));
    var other = run(Map.of("JAVA_HOME", jdk("25")), launcher, List.of("check"));
    Files.writeString(learned, "");
    var later = run(Map.of("JAVA_HOME", jdk("25")), launcher, List.of("up"));

    assertThat(first.printed())
        .contains("[-Dportcullis.launcher=" + launcher + "]")
        .doesNotContain("AOTCache=");
    assertThat(other.printed()).doesNotContain("portcullis.launcher");
    assertThat(later.printed())
        .contains("[-XX:AOTCache=" + learned + "]")
        .doesNotContain("portcullis.launcher");
  }

  @Test
  void learning_keepsWhatTheJvmLearned_once_andNothingElse() throws Exception {
    var learned = launcher.resolveSibling("../lib/portcullis.aot").normalize();
    var draft =
        "for a in \"$@\"; do case $a in *AOTCacheOutput=*) echo l >\"${a#*=}\";; esac; done\n";
    var java = Path.of(jdk("25"), "bin/java");
    Files.writeString(java, Files.readString(java) + draft);

    var ended = run(Map.of("JAVA_HOME", jdk25()), launcher, List.of("learn"));

    assertThat(ended).isEqualTo(new Ended(0, ""));
    assertThat(learned).hasContent("l");
    try (var left = Files.list(learned.getParent())) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "a.jar", "b.jar", "revision", "portcullis.aot", "portcullis.aot.log");
    }
  }

  @Test
  void aStartThatTaughtNothing_leavesNothing() throws Exception {
    var learned = launcher.resolveSibling("../lib/portcullis.aot").normalize();

    var ended = run(Map.of("JAVA_HOME", jdk("25")), launcher, List.of("learn"));

    assertThat(ended.exit()).isZero();
    assertThat(learned).doesNotExist();
    assertThat(learned.resolveSibling("portcullis.aot.lock")).doesNotExist();
  }

  private String jdk25() {
    return folder.resolve("jdk-25").toString();
  }

  @Test
  void whatNeedsTheSources_isRefusedByThePackage() throws Exception {
    for (var verb : List.of("test", "package")) {
      var ended = run(Map.of("JAVA_HOME", jdk("25")), launcher, List.of(verb));

      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.printed()).contains(verb + " needs a checkout of the sources");
    }
    assertThat(run(Map.of("JAVA_HOME", jdk("25")), launcher, List.of("bench", "x")).printed())
        .contains("bench needs a checkout of the sources");
  }

  /** A folder that looks like a JDK, whose java prints its arguments in brackets. */
  private String jdk(String version) throws IOException {
    var home = folder.resolve("jdk-" + version);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    var java =
        Files.writeString(
            home.resolve("bin/java"),
            "#!/bin/sh\nprintf 'java " + version + " '\nprintf '[%s]' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home.toString();
  }

  /** Everything of the usual folders but java. */
  private String pathWithoutJava() throws IOException {
    var bin = Files.createDirectory(folder.resolve("bin"));
    for (var tool : List.of("bash", "readlink", "cat", "env", "sed", "dirname")) {
      for (var from : List.of("/usr/bin/", "/bin/")) {
        var target = Path.of(from + tool);
        if (Files.exists(target) && !Files.exists(bin.resolve(tool))) {
          Files.createSymbolicLink(bin.resolve(tool), target);
        }
      }
    }
    return bin.toString();
  }

  private Ended run(Map<String, String> environment, Path program, List<String> arguments)
      throws IOException, InterruptedException {
    var command = new java.util.ArrayList<String>();
    command.add("bash");
    command.add(program.toString());
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().putAll(environment);
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), printed);
  }
}
