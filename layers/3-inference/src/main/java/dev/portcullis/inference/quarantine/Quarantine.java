package dev.portcullis.inference.quarantine;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What clients brought, each owner's on a shelf of his own. Every look goes to the caller's own
 * shelf: there is no way to ask for somebody else's.
 */
public final class Quarantine {

  private static final String KEY = "key";
  private static final int KEY_BYTES = 32;

  private final SyncedFolder folder;
  private final QuarantineSettings settings;
  private final InstantSource clock;
  private final ObjectIds ids;
  private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
  private final AtomicLong totalBytes = new AtomicLong();

  private Quarantine(
      SyncedFolder folder, QuarantineSettings settings, InstantSource clock, ObjectIds ids) {
    this.folder = folder;
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
  }

  /** Opens what is in a folder, and takes away what nobody finished. */
  public static Quarantine open(Path path, QuarantineSettings settings, InstantSource clock)
      throws IOException {
    var folder = SyncedFolder.open(path);
    var quarantine = new Quarantine(folder, settings, clock, new ObjectIds(key(folder)));
    for (var name : folder.names()) {
      if (!name.equals(KEY)) {
        var shelf = Shelf.open(new SyncedFolder(path.resolve(name)));
        quarantine.shelves.put(name, shelf);
        quarantine.totalBytes.addAndGet(shelf.bytes());
      }
    }
    return quarantine;
  }

  private static Secret key(SyncedFolder folder) throws IOException {
    var file = folder.path().resolve(KEY);
    if (!Files.exists(file)) {
      var random = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(random);
      folder.write(KEY, ByteBuffer.wrap(random));
      folder.sync();
    }
    var key = Files.readAllBytes(file);
    if (key.length != KEY_BYTES) {
      throw new IOException(file + ": " + key.length + " bytes (expected: " + KEY_BYTES + ")");
    }
    return Secret.of(key);
  }

  /** An upload, and whether this made it. */
  record Brought(Upload upload, Novelty novelty) {
    enum Novelty {
      NEW,
      KNOWN
    }
  }

  /**
   * The same content under the same name again is what was brought before; other content is not.
   */
  Brought bringDataset(String subject, String name, String mediaType, ByteBuffer content)
      throws IOException {
    var id = ids.dataset(subject, name);
    return bring(subject, upload(id, Upload.Kind.DATASET, name, mediaType, content), content);
  }

  Brought bringVersion(String subject, String model, String mediaType, ByteBuffer content)
      throws IOException {
    var id = ids.version(subject, model, sha256(content));
    return bring(subject, upload(id, Upload.Kind.VERSION, model, mediaType, content), content);
  }

  Optional<Upload> dataset(String subject, String name) {
    return shelf(subject).flatMap(shelf -> shelf.find(ids.dataset(subject, name)));
  }

  Optional<Upload> version(String subject, String model, String id) {
    return shelf(subject)
        .flatMap(shelf -> shelf.find(id))
        .filter(u -> u.kind() == Upload.Kind.VERSION && u.name().equals(model));
  }

  List<Upload> datasets(String subject) {
    return all(subject).stream().filter(u -> u.kind() == Upload.Kind.DATASET).toList();
  }

  List<Upload> versions(String subject, String model) {
    return all(subject).stream()
        .filter(u -> u.kind() == Upload.Kind.VERSION && u.name().equals(model))
        .toList();
  }

  /** What was deleted; nothing where it is gone, or another one came in its place, meanwhile. */
  Optional<Upload> delete(String subject, Upload upload) throws IOException {
    var shelf = shelf(subject);
    return shelf.isPresent() ? delete(shelf.get(), upload) : Optional.empty();
  }

  private Optional<Upload> delete(Shelf shelf, Upload upload) throws IOException {
    synchronized (shelf) {
      var there = shelf.find(upload.id()).filter(upload::equals);
      if (there.isPresent()) {
        try {
          shelf.remove(upload);
        } finally {
          // It may be off the shelf, and the disk still refuse the rest.
          if (shelf.find(upload.id()).isEmpty()) {
            totalBytes.addAndGet(-upload.bytes());
          }
        }
      }
      return there;
    }
  }

  private List<Upload> all(String subject) {
    return shelf(subject).map(Shelf::all).orElse(List.of());
  }

  private Optional<Shelf> shelf(String subject) {
    return Optional.ofNullable(shelves.get(ids.owner(subject)));
  }

  private Upload upload(
      String id, Upload.Kind kind, String name, String mediaType, ByteBuffer content) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Upload(id, kind, name, sha256(content), content.remaining(), mediaType, now);
  }

  private Brought bring(String subject, Upload upload, ByteBuffer content) throws IOException {
    var shelf = ownShelf(ids.owner(subject));
    synchronized (shelf) {
      var known = shelf.find(upload.id());
      if (known.isPresent()) {
        return again(known.get(), upload);
      }
      requireRoom(shelf, upload);
      try {
        shelf.put(upload, content.duplicate());
      } catch (IOException | RuntimeException e) {
        totalBytes.addAndGet(-upload.bytes());
        throw e;
      }
      return new Brought(upload, Brought.Novelty.NEW);
    }
  }

  private static Brought again(Upload known, Upload upload) {
    if (!known.sha256().equals(upload.sha256()) || !known.mediaType().equals(upload.mediaType())) {
      throw new DeniedException(Reason.CONFLICT, "quarantine: other content under this name");
    }
    return new Brought(known, Brought.Novelty.KNOWN);
  }

  /** Takes the room, or refuses. */
  private void requireRoom(Shelf shelf, Upload upload) {
    if (shelf.count() >= settings.ownerUploads()
        || shelf.bytes() + upload.bytes() > settings.ownerBytes()) {
      throw new DeniedException(Reason.STORAGE_FULL, "quarantine: the owner's share is full");
    }
    if (totalBytes.addAndGet(upload.bytes()) > settings.totalBytes()) {
      totalBytes.addAndGet(-upload.bytes());
      throw new DeniedException(Reason.OVERLOADED, "quarantine: it is full");
    }
  }

  private synchronized Shelf ownShelf(String owner) throws IOException {
    var known = shelves.get(owner);
    if (known != null) {
      return known;
    }
    var shelf = Shelf.open(SyncedFolder.open(folder.path().resolve(owner)));
    shelves.put(owner, shelf);
    return shelf;
  }

  private static String sha256(ByteBuffer content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(content.duplicate());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
