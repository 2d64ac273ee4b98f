package dev.portcullis.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL on loopback, one a test process, with a new database for whoever asks. */
public final class Postgres {

  private static final AtomicInteger MADE = new AtomicInteger();

  private Postgres() {}

  /** A database that nobody has used, as {@code postgresql://USER@HOST:PORT/DATABASE}. */
  public static URI newDatabase() {
    var name = "test" + MADE.incrementAndGet();
    try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no database " + name, e);
    }
    return URI.create("postgresql://postgres@127.0.0.1:" + Server.RUNNING.getPort() + "/" + name);
  }

  /** Started by whoever asks first, stopped with the process. */
  private static final class Server {

    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        // Tests write little, and lose nothing that they need when the machine goes.
        return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL does not start", e);
      }
    }
  }
}
