package dev.portcullis.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.inference.tiny.Calls;
import dev.portcullis.kernel.call.Answer;
import dev.portcullis.kernel.call.Content;
import dev.portcullis.kernel.call.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The model that comes with the product, and the picture that its examples show. */
final class FashionTest {

  private static final Path ROOT = Path.of("..", "..");

  @Test
  void bootOfTheExamples_isAnAnkleBoot() throws IOException {
    var boot = Files.readAllBytes(ROOT.resolve("examples/requests/boot.png"));
    var settings = ModelSettings.named("fashion", "models/fashion/fashion.onnx");

    try (var loaded = Loaded.from(ROOT, settings)) {
      var model = loaded.registry().served().getFirst();
      var reply =
          model
              .backend()
              .invoke(Calls.behindTheGuard(Calls.picture("fashion", boot), Duration.ofSeconds(9)));

      Answer answer = reply.toCompletableFuture().join();
      assertThat(answer.parts().getFirst().content()).isEqualTo(new Content.Text("Ankle boot"));
      assertThat(Calls.floats(answer.parts().get(1).content())).hasSize(10);
      assertThat(loaded.registry().find(ModelRef.of("fashion")).orElseThrow().labels())
          .hasSize(10)
          .contains("T-shirt/top");
      assertThat(model.maxRows()).isGreaterThan(1);
    }
  }
}
