package dev.portcullis.inference.quarantine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One owner's uploads: for each a file of content and, written after it, a file of what is known of
 * it. The second is what makes an upload be there, so half an upload never is.
 */
final class Shelf {

  private static final String CONTENT = ".data";
  private static final String KNOWN = ".upload";

  private final SyncedFolder folder;
  private final Map<String, Upload> uploads = new TreeMap<>();

  private Shelf(SyncedFolder folder) {
    this.folder = folder;
  }

  /** What is there, and whole; what nobody finished is taken away. */
  static Shelf open(SyncedFolder folder) throws IOException {
    var shelf = new Shelf(folder);
    var names = folder.names();
    for (var name : names) {
      if (name.endsWith(KNOWN)) {
        shelf.take(name.substring(0, name.length() - KNOWN.length()));
      }
    }
    for (var name : names) {
      if (name.endsWith(CONTENT) && !shelf.uploads.containsKey(name.replace(CONTENT, ""))) {
        folder.delete(name);
      }
    }
    return shelf;
  }

  private void take(String id) throws IOException {
    var file = folder.path().resolve(id + KNOWN);
    try {
      var upload = Upload.read(id, Files.readAllLines(file));
      if (Files.size(folder.path().resolve(id + CONTENT)) != upload.bytes()) {
        throw new IOException(file + ": the content has another length (expected: as brought)");
      }
      uploads.put(id, upload);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": is damaged (expected: as it was written)", e);
    }
  }

  synchronized Optional<Upload> find(String id) {
    return Optional.ofNullable(uploads.get(id));
  }

  /** Newest first. */
  synchronized List<Upload> all() {
    return uploads.values().stream()
        .sorted(Comparator.comparing(Upload::received).reversed().thenComparing(Upload::id))
        .toList();
  }

  synchronized long bytes() {
    return uploads.values().stream().mapToLong(Upload::bytes).sum();
  }

  synchronized int count() {
    return uploads.size();
  }

  /** Returns when both files will be there after any crash, or leaves none. */
  synchronized void put(Upload upload, ByteBuffer content) throws IOException {
    try {
      folder.write(upload.id() + CONTENT, content);
      folder.sync();
      folder.write(upload.id() + KNOWN, StandardCharsets.UTF_8.encode(upload.text()));
      folder.sync();
    } catch (IOException | RuntimeException e) {
      takeBack(upload, e);
      throw e;
    }
    uploads.put(upload.id(), upload);
  }

  private void takeBack(Upload upload, Exception why) {
    try {
      folder.delete(upload.id() + KNOWN);
      folder.delete(upload.id() + CONTENT);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  /** What is known of it goes first. */
  synchronized void remove(Upload upload) throws IOException {
    folder.delete(upload.id() + KNOWN);
    folder.sync();
    uploads.remove(upload.id());
    folder.delete(upload.id() + CONTENT);
  }
}
