package dev.portcullis.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * An H2 file that the gateway and the command line use at once, without a server between them.
 *
 * <p>H2 lets one process write, or several read. So nobody keeps the file open: a write opens it,
 * commits, and closes it; a read opens it read-only, and only where the file's {@link Stamp} says
 * that somebody wrote. The lock is the operating system's, and dies with the process that holds it.
 * H2's own way to share a file (AUTO_SERVER) would open a TCP port to everybody who can reach us.
 *
 * <p>{@code WRITE_DELAY=0} makes a commit durable before it returns; without it, kill -9 loses
 * rows.
 */
final class H2File implements Database {

  private static final Duration LOCK_WAIT = Duration.ofSeconds(5);
  private static final Duration LOCK_RETRY = Duration.ofMillis(20);
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path file;
  private final Jdbi reading;
  private final Jdbi writing;

  private H2File(Path folder, String name) {
    this.file = folder.resolve(name + ".mv.db");
    this.reading = Jdbi.create(source(folder, name, "ACCESS_MODE_DATA=r;IFEXISTS=TRUE"));
    this.writing = Jdbi.create(source(folder, name, "WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"));
  }

  /** Opens the concern's file in this folder, and makes it or brings it up to date. */
  static H2File open(Path folder, Concern concern) throws IOException {
    var database = new H2File(folder, concern.name());
    database.write(handle -> migrate(folder, concern));
    Files.setPosixFilePermissions(database.file, PosixFilePermissions.fromString("rw-------"));
    return database;
  }

  /** Reads as soon as nobody writes. */
  @Override
  public <T> T read(Function<Handle, T> work) {
    return guarded("read", () -> onceUnlocked(reading, work));
  }

  /** Writes as soon as nobody else reads or writes. */
  @Override
  public <T> T write(Function<Handle, T> work) {
    return guarded("written", () -> onceUnlocked(writing, work));
  }

  @Override
  public Stamp stamp() {
    try {
      return new Stamp(
          Files.getLastModifiedTime(file).toInstant(), Files.size(file), Instant.now());
    } catch (IOException e) {
      throw new StoreFailure("the store is gone", e);
    }
  }

  private static JdbcDataSource source(Path folder, String name, String options) {
    var source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:file:%s;MODE=PostgreSQL;TRACE_LEVEL_FILE=0;%s"
            .formatted(folder.toAbsolutePath().resolve(name), options));
    return source;
  }

  /** Runs while a handle is open, so that the many connections Flyway makes are cheap. */
  private static int migrate(Path folder, Concern concern) {
    return Flyway.configure()
        .dataSource(source(folder, concern.name(), "WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"))
        .locations(concern.migrations())
        .load()
        .migrate()
        .migrationsExecuted;
  }

  private static <T> T guarded(String verb, Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbiException e) {
      throw new StoreFailure("the store could not be " + verb, e);
    }
  }

  /** Others hold the lock for milliseconds; one that holds it for long is a failure. */
  private static <T> T onceUnlocked(Jdbi jdbi, Function<Handle, T> work) {
    var deadline = System.nanoTime() + LOCK_WAIT.toNanos();
    while (true) {
      try {
        return alone(jdbi, work);
      } catch (ConnectionException e) {
        if (!isLocked(e) || System.nanoTime() > deadline) {
          throw e;
        }
        pause(e);
      }
    }
  }

  /** Within one process H2 would let a write join a database that was opened to be read. */
  private static <T> T alone(Jdbi jdbi, Function<Handle, T> work) {
    synchronized (IN_THIS_PROCESS) {
      return jdbi.inTransaction(work::apply);
    }
  }

  private static boolean isLocked(ConnectionException failure) {
    return failure.getCause() instanceof SQLException sql
        && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
  }

  private static void pause(ConnectionException failure) {
    try {
      Thread.sleep(LOCK_RETRY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
