package dev.portcullis.app.cli;

import dev.portcullis.app.datasets.DataSet;
import dev.portcullis.app.datasets.DataSets;
import dev.portcullis.app.datasets.Progress;
import dev.portcullis.app.wiring.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data}: gets the data sets that other verbs need. */
@Command(
    name = "data",
    description = "Lists and gets the data sets that some verbs need.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|get")
final class DataVerb {

  private final Shell shell;

  DataVerb(Shell shell) {
    this.shell = shell;
  }

  @Command(
      name = "list",
      description = "Lists the data sets, and which are here.",
      mixinStandardHelpOptions = true)
  int list(@Mixin DataOption data) throws IOException {
    var sets = new DataSets(DataFolder.open(data.path()).dataSets());
    for (var set : DataSet.values()) {
      shell.say(
          "%-14s %-7s %8.1f MB  %s"
              .formatted(
                  set.word(),
                  sets.isHere(set) ? "here" : "absent",
                  set.bytes() / 1e6,
                  set.summary()));
    }
    return Exit.WELL.code();
  }

  @Command(
      name = "get",
      description = "Gets a data set, checks its digest and unpacks it.",
      mixinStandardHelpOptions = true)
  int get(
      @Parameters(paramLabel = "NAME", description = "A data set, as list names it.") String name,
      @Option(
              names = "--from",
              paramLabel = "FILE",
              defaultValue = "",
              description = "A file or URL to take it from, in place of where it is published.")
          String from,
      @Mixin DataOption data)
      throws IOException {
    var set =
        DataSet.named(name)
            .orElseThrow(
                () -> new Complaint("no data set " + name + " (expected: " + names() + ")"));
    var sets = new DataSets(DataFolder.open(data.path()).dataSets());
    if (sets.isHere(set)) {
      shell.say(sets.path(set) + " is here already");
      return Exit.WELL.code();
    }
    var path = sets.get(set, origin(set, from), progress(set));
    shell.err().print("\r");
    shell.say(path.toString());
    return Exit.WELL.code();
  }

  private static URI origin(DataSet set, String from) {
    if (from.isEmpty()) {
      return set.origin()
          .orElseThrow(
              () -> new Complaint(set.word() + " is published nowhere; name a copy: --from FILE"));
    }
    return from.contains("://") ? URI.create(from) : Path.of(from).toAbsolutePath().toUri();
  }

  /** A line that counts on a terminal; elsewhere one line, for logs. */
  private Progress progress(DataSet set) {
    if (shell.paint() == Shell.Paint.PLAIN) {
      shell.err().println("getting " + set.word() + ", " + set.bytes() / 1_000_000 + " MB");
      return (_, _) -> {};
    }
    return (bytes, ofBytes) -> {
      shell.err().printf("\rgetting %s: %3d %%", set.word(), bytes * 100 / ofBytes);
      shell.err().flush();
    };
  }

  private static String names() {
    return Arrays.stream(DataSet.values()).map(DataSet::word).collect(Collectors.joining(" | "));
  }
}
