package dev.portcullis.bench.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bench.process.Certificate;
import dev.portcullis.bench.process.Child;
import dev.portcullis.bench.process.Jvm;
import dev.portcullis.bench.proxy.Ground.Doors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configurations are checked by the verb that operators use. */
final class GatewayTextTest {

  private static final Doors DOORS = new Doors(1_001, 1_002);

  @TempDir private Path folder = Path.of("");

  private String check(String text) throws IOException, InterruptedException {
    var file = Files.writeString(folder.resolve("gateway.yaml"), text);
    var command = Jvm.command("dev.portcullis.app.cli.Main", List.of("check", file.toString()));
    try (var check = Child.start(command, folder.resolve("check.log"))) {
      int exit = check.await(Duration.ofSeconds(60));
      return exit == 0 ? "" : check.output();
    }
  }

  @Test
  void configurations_areAccepted() throws IOException, InterruptedException {
    var ground = new Ground(folder, Certificate.create(folder), 1_003);

    assertThat(check(GatewayText.passThrough(ground, DOORS, 1_004))).isEmpty();
    assertThat(check(GatewayText.guarded(ground, DOORS, 1_004))).isEmpty();
    assertThat(check(GatewayText.guardedWithRedis(ground, DOORS, 1_004, 1_005))).isEmpty();
  }
}
