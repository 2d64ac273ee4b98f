package dev.portcullis.app.cli;

import dev.portcullis.app.config.binding.Suggestion;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: finds the verb, and turns however it ended into an exit code. */
public final class Main {

  private Main() {}

  /** The verb's own verb: what {@code portcullis} alone says. */
  @Command(
      name = "portcullis",
      description = "A security gateway for model endpoints.",
      versionProvider = Build.class,
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "VERB",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:well",
        "1:failed",
        "2:wrong usage",
        "3:configuration refused",
        "70:a fault of Portcullis"
      })
  private static final class Portcullis {}

  static void main(String[] arguments) {
    System.exit(run(Shell.ofProcess(), arguments));
  }

  static int run(Shell shell, String... arguments) {
    var failures =
        new Failures(shell.err(), shell.environment().containsKey(Failures.DEBUG_VARIABLE));
    var line = new CommandLine(new Portcullis());
    verbs(shell).forEach(line::addSubcommand);
    return line.setOut(shell.out())
        .setErr(shell.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, _) -> explainUsage(shell, e))
        .setExecutionExceptionHandler((e, _, _) -> failures.tell(e))
        .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
  }

  private static List<Object> verbs(Shell shell) {
    return List.of(
        new UpVerb(shell),
        new DemoVerb(shell),
        new RunVerb(shell),
        new ApplyVerb(shell),
        new CheckVerb(shell),
        new ExplainVerb(shell),
        new DiffVerb(shell),
        new DumpVerb(shell),
        new ConfigVerb(shell),
        new KeysVerb(shell),
        new RevokeVerb(shell),
        new TailVerb(),
        new UsageVerb(shell),
        new DataVerb(shell),
        new CompletionVerb(shell),
        new RehearseVerb(shell),
        new VersionVerb(shell));
  }

  private static int explainUsage(Shell shell, ParameterException e) {
    var command = e.getCommandLine().getCommandSpec();
    var verbs = command.subcommands().keySet();
    if (e instanceof UnmatchedArgumentException unmatched && !verbs.isEmpty()) {
      var typed = unmatched.getUnmatched().getFirst();
      var near =
          Suggestion.among(verbs.stream().filter(v -> !v.equals("rehearse")).toList(), typed);
      shell.err().println("portcullis: there is no `" + typed + "`" + near);
    } else {
      shell.err().println("portcullis: " + e.getMessage());
      shell.err().println("try: " + command.qualifiedName() + " --help");
    }
    shell.err().flush();
    return Exit.USAGE.code();
  }
}
