package dev.portcullis.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainTest {
  private final Path data;
  private final Path made;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  TrainTest(@TempDir Path folder) throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    made = folder.resolve("not/yet/there");
  }

  @Test
  void fashion_writesTheModelAndItsCard() throws IOException {
    TinyFashion.write(data, 256, 40);

    int status =
        run("fashion", "--data", data.toString(), "--out", made.toString(), "--epochs", "1");

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString()).contains("epoch 1 of 1: loss ", "Test accuracy ", "of 40; 95 %");
    var digest = Sha256.hex(Files.readAllBytes(made.resolve("fashion.onnx")));
    assertThat(made.resolve("MODEL_CARD.md")).content().contains(digest, "--seed 7 --epochs 1");
  }

  @Test
  void missingData_isExplainedAndFails() {
    int status = run("fashion", "--data", data.toString(), "--out", made.toString());

    assertThat(status).isEqualTo(1);
    assertThat(err.toString())
        .contains("train-images-idx3-ubyte.gz", "./portcullis data get fashion-mnist")
        .doesNotContain("Exception");
    assertThat(made).doesNotExist();
  }

  @Test
  void noEpochs_isExplainedAndFails() {
    int status =
        run("fashion", "--data", data.toString(), "--out", made.toString(), "--epochs", "0");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("epochs: 0 (expected: 1..1000)");
  }

  @Test
  void missingOption_isAWrongCall() {
    assertThat(run("fashion", "--out", made.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--data");
  }

  @Test
  void noCommand_isAWrongCall() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("fashion", "examples");
  }

  @Test
  void examples_writesTheFourForms() throws IOException {
    TinyFashion.write(data, 10, 10);

    int status = run("examples", "--data", data.toString(), "--out", made.toString());

    assertThat(status).isZero();
    assertThat(made)
        .isDirectoryContaining("glob:**/boot.png")
        .isDirectoryContaining("glob:**/boot.json")
        .isDirectoryContaining("glob:**/boot-inputs.json")
        .isDirectoryContaining("glob:**/boot-oip.json");
  }

  private int run(String... arguments) {
    return Train.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
