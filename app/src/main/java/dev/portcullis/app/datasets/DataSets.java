package dev.portcullis.app.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The data sets that are here: a folder each, which appears only once it is whole. */
public final class DataSets {

  private final Path folder;

  public DataSets(Path folder) {
    this.folder = folder;
  }

  public Path path(DataSet set) {
    return folder.resolve(set.word());
  }

  public boolean isHere(DataSet set) {
    return Files.isDirectory(path(set));
  }

  /**
   * Fetches a data set and unpacks it.
   *
   * @throws IOException where it cannot be had, or is not what its digest says
   */
  public Path get(DataSet set, URI from, Progress progress) throws IOException {
    Files.createDirectories(folder);
    var download = Files.createTempFile(folder, set.word(), ".part");
    var unpacked = Files.createTempDirectory(folder, set.word());
    try {
      Download.of(set, progress).to(download, from);
      unpack(set, download, unpacked);
      return Files.move(unpacked, path(set), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      clear(unpacked);
      throw e;
    } finally {
      Files.deleteIfExists(download);
    }
  }

  private static void unpack(DataSet set, Path download, Path folder) throws IOException {
    try (var in = Files.newInputStream(download)) {
      switch (set.packing()) {
        case PLAIN -> copy(in, folder.resolve(set.files().getFirst()));
        case DEBIAN -> DebianPackage.unpack(in, set.files(), folder);
      }
    }
  }

  private static void copy(InputStream in, Path file) throws IOException {
    Files.copy(in, file);
  }

  private static void clear(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
