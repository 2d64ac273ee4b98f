package dev.portcullis.gateway.apikey;

import dev.portcullis.gateway.store.H2Folder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A process of its own that rotates what is due, and is killed at a step of it. */
final class DoomedRotation {

  private DoomedRotation() {}

  /** Where it is killed. */
  enum Step {
    BEFORE_DRAFT,
    AFTER_DRAFT,
    AFTER_COMMIT,
    AFTER_DELIVERY
  }

  /** Arguments: the folder, and the step. */
  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    var step = Step.valueOf(arguments[1]);
    var store = new JdbiKeyStore(new H2Folder(folder).open(JdbiKeyStore.KEYS));
    var doomed = new Doomed(store, new KeyFiles(folder.resolve("rotated")), step);
    var keys = new Keys(store, Samples.peppers(), InstantSource.system());
    new Rotation(doomed, keys, doomed, Keys.DEFAULT_OVERLAP, InstantSource.system()).run();
  }

  private record Doomed(KeyStore store, KeySink sink, Step step) implements KeyStore, KeySink {

    @Override
    public Changes changesSince(long revision) {
      return store.changesSince(revision);
    }

    @Override
    public Commit commit(long expected, List<StoredKey> keys) {
      var commit = store.commit(expected, keys);
      dieAt(Step.AFTER_COMMIT);
      return commit;
    }

    @Override
    public void used(Map<KeyId, Instant> times) {
      store.used(times);
    }

    @Override
    public Map<KeyId, Instant> lastUsed() {
      return store.lastUsed();
    }

    @Override
    public void alone(Runnable round) {
      sink.alone(round);
    }

    @Override
    public void draft(ShownOnce made) {
      dieAt(Step.BEFORE_DRAFT);
      sink.draft(made);
      dieAt(Step.AFTER_DRAFT);
    }

    @Override
    public List<KeyId> drafts() {
      return sink.drafts();
    }

    @Override
    public void deliver(StoredKey key) {
      sink.deliver(key);
      dieAt(Step.AFTER_DELIVERY);
    }

    @Override
    public void discard(KeyId id) {
      sink.discard(id);
    }

    /** As {@code kill -9} ends it: no handler, no hook, nothing is written any more. */
    private void dieAt(Step here) {
      if (step == here) {
        try {
          new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
          Thread.sleep(60_000);
        } catch (IOException | InterruptedException e) {
          throw new IllegalStateException("cannot be killed", e);
        }
      }
    }
  }
}
