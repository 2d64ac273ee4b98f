package dev.portcullis.app.cli;

import dev.portcullis.app.demo.DemoClient;
import dev.portcullis.app.demo.DemoRun;
import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.app.wiring.Demo;
import dev.portcullis.app.wiring.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code rehearse}: starts the demonstration, calls it and ends, so that the JVM can learn what a
 * start needs and keep it (JEP 514). The launcher runs it after a build.
 */
@Command(name = "rehearse", hidden = true, description = "Runs once, for the JVM to learn from.")
final class RehearseVerb implements Callable<Integer> {

  private final Shell shell;

  RehearseVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    var folder = Files.createTempDirectory("portcullis-rehearsal");
    try {
      return (rehearse(DataFolder.open(folder)) ? Exit.WELL : Exit.FAILED).code();
    } finally {
      delete(folder);
    }
  }

  private boolean rehearse(DataFolder data) throws IOException {
    var demo = new Demo(data);
    var ports = new Demo.Ports(Ports.free("--port", 0), Ports.free("--admin-port", 0));
    var deployment = ConfigFiles.load(shell, demo.prepare(ports));
    try (var gateway = Gateway.start(deployment)) {
      var environment = demo.publish(gateway);
      try (var client = DemoClient.of(environment.url(), environment.ca())) {
        return new DemoRun(data, client, environment)
            .make(_ -> {}).stream().allMatch(DemoRun.Outcome::isAsExpected);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
