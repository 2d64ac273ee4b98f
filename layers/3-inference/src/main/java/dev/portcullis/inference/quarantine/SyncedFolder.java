package dev.portcullis.inference.quarantine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** A folder whose files appear whole and durable, or not at all. Only its owner reads. */
record SyncedFolder(Path path) {

  private static final String DRAFT = ".draft";
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER_OF_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** The folder, made where it was not. */
  static SyncedFolder open(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectory(path, FOLDER_OF_OWNER);
      new SyncedFolder(path.resolveSibling("")).sync();
    }
    return new SyncedFolder(path);
  }

  /** Writes a file aside, syncs it and moves it into place; {@link #sync} makes the move last. */
  void write(String name, ByteBuffer content) throws IOException {
    var draft = path.resolve(name + DRAFT);
    Files.deleteIfExists(draft);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var file = FileChannel.open(draft, options, OWNER_ONLY)) {
      while (content.hasRemaining()) {
        file.write(content);
      }
      file.force(true);
      Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  void delete(String name) throws IOException {
    Files.deleteIfExists(path.resolve(name));
  }

  /** What moved into or out of it stays so, whatever happens to the machine. */
  void sync() throws IOException {
    try (var folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** The names of its files, once those that nobody finished are gone. */
  List<String> names() throws IOException {
    try (var files = Files.list(path)) {
      var names = files.map(file -> file.getFileName().toString()).toList();
      for (var name : names) {
        if (name.endsWith(DRAFT)) {
          delete(name);
        }
      }
      return names.stream().filter(name -> !name.endsWith(DRAFT)).sorted().toList();
    }
  }
}
