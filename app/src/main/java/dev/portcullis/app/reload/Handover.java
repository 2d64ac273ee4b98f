package dev.portcullis.app.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder through which a verb hands a running gateway a configuration, and hears what came of it.
 * Whoever may write there may write the gateway's keys too, so it grants nothing; an address would
 * have to ask who is calling.
 */
public final class Handover {

  static final long MAX_FILE_BYTES = 8 << 20;

  /** Answers that nobody came back for. */
  private static final Duration KEEP_ANSWERS = Duration.ofMinutes(10);

  private static final String ASKED = ".asked";
  private static final String ANSWERED = ".answered";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;

  public Handover(Path folder) {
    this.folder = folder;
  }

  /** What was handed over, and the name under which it is answered. */
  record Asked(String id, ConfigLoader.Named text) {}

  /** Hands a text over, and says under which name. */
  public String ask(ConfigLoader.Named text) throws IOException {
    var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    write(id + ASKED, JSON.writeValueAsString(text));
    return id;
  }

  /** What came of it, once it is known; a second time it is gone. */
  public Optional<Outcome> outcome(String id) throws IOException {
    var file = folder.resolve(id + ANSWERED);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var outcome = JSON.readValue(Files.readString(file), Outcome.class);
    Files.delete(file);
    return Optional.of(outcome);
  }

  /** Takes back what was asked; false where a gateway has it already. */
  public boolean takeBack(String id) throws IOException {
    return Files.deleteIfExists(folder.resolve(id + ASKED));
  }

  /** What was handed over since the last time, each once. */
  List<Asked> take() throws IOException {
    make();
    var asked = new ArrayList<Asked>();
    try (var files = Files.newDirectoryStream(folder, "*" + ASKED)) {
      for (var file : files) {
        taken(file).ifPresent(asked::add);
      }
    }
    return asked;
  }

  private static Optional<Asked> taken(Path file) throws IOException {
    var name = file.getFileName().toString();
    var id = name.substring(0, name.length() - ASKED.length());
    try {
      var text = Files.size(file) > MAX_FILE_BYTES ? "" : Files.readString(file);
      Files.delete(file);
      return Optional.of(new Asked(id, JSON.readValue(text, ConfigLoader.Named.class)));
    } catch (NoSuchFileException | JacksonException _) {
      // Taken back, or nothing that the verb wrote.
      return Optional.empty();
    }
  }

  void answer(String id, Outcome outcome) throws IOException {
    write(id + ANSWERED, JSON.writeValueAsString(outcome));
  }

  /** Removes answers that nobody came back for. */
  void tidy(Instant now) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "*" + ANSWERED)) {
      for (var file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEEP_ANSWERS))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private void make() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private void write(String name, String text) throws IOException {
    make();
    var draft = Files.createTempFile(folder, name, ".new");
    Files.writeString(draft, text);
    Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
