package dev.portcullis.app.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion bash}: completes verbs and options in a shell. */
@Command(
    name = "completion",
    description = "Prints a completion script: source <(portcullis completion bash)",
    mixinStandardHelpOptions = true)
final class CompletionVerb implements Callable<Integer> {

  /** Shells that can read the script; zsh after {@code autoload bashcompinit}. */
  enum Reader {
    BASH,
    ZSH
  }

  private final Shell shell;

  @Parameters(paramLabel = "SHELL", defaultValue = "bash", description = "bash or zsh")
  private Reader reader = Reader.BASH;

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    var script = AutoComplete.bash("portcullis", spec.root().commandLine());
    shell.out().print(script);
    shell.out().println("complete -F _complete_portcullis ./portcullis  # for " + reader);
    shell.out().flush();
    return Exit.WELL.code();
  }
}
