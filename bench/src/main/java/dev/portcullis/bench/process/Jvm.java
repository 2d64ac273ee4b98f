package dev.portcullis.bench.process;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** A second process of the same JVM, flags and class path as this one: the launcher's. */
public final class Jvm {

  private Jvm() {}

  /** The command line that starts a main class so. */
  public static List<String> command(String mainClass, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElseThrow(() -> new IllegalStateException("this JVM does not know its own path")));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(Jvm::isForAnyProcess)
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /** Agents watch the process that they were given to, and no other. */
  private static boolean isForAnyProcess(String flag) {
    return !flag.startsWith("-javaagent") && !flag.startsWith("-agentlib");
  }
}
