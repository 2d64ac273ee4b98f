package dev.portcullis.app.cli;

import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.monitoring.usage.UsageFilter;
import dev.portcullis.monitoring.usage.UsageFormat;
import dev.portcullis.monitoring.usage.UsageReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code usage}: who used which model how much, by the hour; gateways may be running. */
@Command(
    name = "usage",
    description = "Tells what clients used of models, by the hour, from the ledger.",
    mixinStandardHelpOptions = true)
final class UsageVerb implements Callable<Integer> {

  private final Shell shell;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A gateway's data; repeated, they are added up. Default: .portcullis")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The data of this configuration; may be repeated, too.")
  private List<Path> configs = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "",
      description = "A date, or a time such as 2026-05-04T12:00:00Z; from the oldest on record.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "TIME",
      defaultValue = "",
      description = "The first date or time that counts no more.")
  private String to = "";

  @Option(names = "--client", defaultValue = "", description = "One client's alone.")
  private String client = "";

  @Option(names = "--model", defaultValue = "", description = "One model's alone.")
  private String model = "";

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
  private UsageFormat format = UsageFormat.CSV;

  UsageVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    var filter =
        new UsageFilter(instant(from, Instant.MIN), instant(to, Instant.MAX), client, model);
    var report = format.write(UsageReport.of(ledgers(), filter));
    shell.out().print(report);
    shell.out().flush();
    return Exit.WELL.code();
  }

  private List<Path> ledgers() throws IOException {
    var folders = new ArrayList<>(data);
    for (var config : configs) {
      folders.add(ConfigFiles.load(shell, config).configuration().data());
    }
    if (folders.isEmpty()) {
      folders.add(Path.of(".portcullis"));
    }
    var ledgers = new ArrayList<Path>();
    for (var folder : folders) {
      var ledger = new DataFolder(folder.toAbsolutePath()).ledger();
      if (!Files.isDirectory(ledger)) {
        throw new Complaint("no ledger in " + folder + ": is it a gateway's folder?");
      }
      ledgers.add(ledger);
    }
    return ledgers;
  }

  private static Instant instant(String text, Instant otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException _) {
      throw new Complaint(text + ": no time (expected: 2026-05-04, or 2026-05-04T12:00:00Z)");
    }
  }
}
