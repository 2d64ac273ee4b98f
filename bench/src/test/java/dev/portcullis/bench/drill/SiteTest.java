package dev.portcullis.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bench.process.Child;
import dev.portcullis.bench.process.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SiteTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void configuration_isAccepted_byTheVerbThatOperatorsUse()
      throws IOException, InterruptedException {
    var site = Site.prepare(folder, 1_003);
    var file = Files.writeString(folder.resolve("gateway.yaml"), site.configuration());
    var command = Jvm.command("dev.portcullis.app.cli.Main", List.of("check", file.toString()));

    try (var check = Child.start(command, folder.resolve("check.log"))) {
      assertThat(check.await(Duration.ofSeconds(60))).as(check.output()).isZero();
    }
  }
}
