package dev.portcullis.gateway.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** A PostgreSQL server. Every wait for it ends, so that a silent one is a failure and no stall. */
public final class PostgresServer implements Store {

  /** Writers are few: leases, revocations, keys; requests never wait for a connection. */
  private static final int MAX_CONNECTIONS = 8;

  private static final Duration CONNECT_WAIT = Duration.ofSeconds(2);
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(5);

  private final HikariDataSource pool;

  private PostgresServer(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Does not wait for the server: a database of it is a failure for as long as it is away. */
  public static PostgresServer connecting(StoreSettings settings) {
    var config = new HikariConfig();
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(CONNECT_WAIT.toMillis());
    config.setPoolName("store");
    config.addDataSourceProperty("connectTimeout", CONNECT_WAIT.toSeconds());
    config.addDataSourceProperty("socketTimeout", ANSWER_WAIT.toSeconds());
    config.addDataSourceProperty("ApplicationName", "portcullis");
    return new PostgresServer(new HikariDataSource(config));
  }

  @Override
  public Database open(Concern concern) {
    guarded("migrated", () -> migrate(concern));
    return new Shared(Jdbi.create(pool));
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Concerns share a schema, so each has a history of its own, and finds tables of others. */
  private int migrate(Concern concern) {
    return Flyway.configure()
        .dataSource(pool)
        .locations(concern.migrations())
        .table("migrations_" + concern.name())
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate()
        .migrationsExecuted;
  }

  private static <T> T guarded(String verb, Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbiException | FlywayException e) {
      throw new StoreFailure("the store could not be " + verb, e);
    }
  }

  private record Shared(Jdbi jdbi) implements Database {

    @Override
    public <T> T read(Function<Handle, T> work) {
      return guarded("read", () -> jdbi.inTransaction(work::apply));
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
      return guarded("written", () -> jdbi.inTransaction(work::apply));
    }

    @Override
    public Stamp stamp() {
      return Stamp.unknown();
    }
  }
}
