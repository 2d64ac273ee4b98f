package dev.portcullis.train;

import ai.djl.engine.EngineException;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of this module. */
@Command(
    name = "train",
    description = "Makes the shipped models again, from the data.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Train {
  private final PrintWriter out;

  private Train(PrintWriter out) {
    this.out = out;
  }

  static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, System.out.charset());
    var err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(run(out, err, arguments));
  }

  /** Runs one command and returns the exit status: 0 done, 1 failed, 2 called wrongly. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Train(out))
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler((e, commandLine, _) -> explain(e, commandLine))
        .execute(arguments);
  }

  @Command(
      name = "fashion",
      description = "Trains the Fashion-MNIST classifier, exports it and writes its model card.",
      mixinStandardHelpOptions = true)
  int fashion(
      @Option(
              names = "--data",
              required = true,
              paramLabel = "DIR",
              description = "folder of the four Fashion-MNIST files (idx.gz)")
          Path data,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "DIR",
              description = "where fashion.onnx and MODEL_CARD.md go")
          Path folder,
      @Option(names = "--seed", defaultValue = "7", description = "default: ${DEFAULT-VALUE}")
          int seed,
      @Option(names = "--epochs", defaultValue = "8", description = "default: ${DEFAULT-VALUE}")
          int epochs)
      throws IOException, OrtException {
    new FashionModel(Recipe.fashion(seed, epochs), out).make(data, folder);
    return 0;
  }

  @Command(
      name = "examples",
      description = "Writes the example requests: the first test picture in each accepted form.",
      mixinStandardHelpOptions = true)
  int examples(
      @Option(names = "--data", required = true, paramLabel = "DIR", description = "as of fashion")
          Path data,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "DIR",
              description = "where boot.png and the boot*.json go")
          Path folder)
      throws IOException {
    Examples.write(FashionData.readTest(data), folder);
    out.println("Wrote boot.png, boot.json, boot-inputs.json and boot-oip.json to " + folder);
    return 0;
  }

  private static int explain(Exception e, CommandLine command) throws Exception {
    var message =
        switch (e) {
          case IOException _, IllegalArgumentException _ -> e.getMessage();
          case EngineException _ ->
              "PyTorch did not start; training runs on Linux x86-64. " + e.getMessage();
          default -> throw e;
        };
    command.getErr().println("train: " + message);
    return CommandLine.ExitCode.SOFTWARE;
  }
}
