package dev.portcullis.gateway.spend;

import dev.portcullis.gateway.store.Concern;
import dev.portcullis.gateway.store.Database;
import dev.portcullis.gateway.store.Stamp;
import dev.portcullis.gateway.store.Store;
import dev.portcullis.gateway.store.StoreFailure;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A real store that a test can take away, and bring back. */
final class SwitchedStore implements Store {

  /** What it does when it is asked. */
  enum Way {
    WELL,
    AWAY,
    /** It writes, and the answer is lost. */
    DEAF,
    /** It answers, after longer than any request waits. */
    SLOW
  }

  private final Store real;
  private final AtomicInteger writes = new AtomicInteger();
  private volatile Way way = Way.WELL;

  SwitchedStore(Store real) {
    this.real = real;
  }

  void become(Way next) {
    way = next;
  }

  int writes() {
    return writes.get();
  }

  @Override
  public Database open(Concern concern) throws IOException {
    return new Switched(real.open(concern));
  }

  @Override
  public void close() {
    real.close();
  }

  private final class Switched implements Database {
    private final Database database;

    Switched(Database database) {
      this.database = database;
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
      return database.read(work);
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
      writes.incrementAndGet();
      return switch (way) {
        case WELL -> database.write(work);
        case AWAY -> throw new StoreFailure("away", new IOException());
        case DEAF -> {
          database.write(work);
          throw new StoreFailure("the answer was lost", new IOException());
        }
        case SLOW -> {
          Samples.sleep(Leases.WAIT.plusMillis(500));
          yield database.write(work);
        }
      };
    }

    @Override
    public Stamp stamp() {
      return database.stamp();
    }
  }
}
