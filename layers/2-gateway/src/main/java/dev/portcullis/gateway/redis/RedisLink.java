package dev.portcullis.gateway.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connection to Redis: one, shared and pipelined. It is made when first asked for, so that a
 * gateway starts while Redis is away, and reconnects by itself. A command never waits for that: it
 * fails at once while there is no connection.
 */
public final class RedisLink implements AutoCloseable {

  private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(1);
  private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);
  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(2);
  private static final int MAX_COMMANDS_IN_FLIGHT = 20_000;
  private static final int THREADS = 2;

  /** A connection with the commands that it takes. */
  private record Line(
      StatefulConnection<String, String> connection,
      RedisClusterAsyncCommands<String, String> commands) {}

  /** Makes connections of its client's kind. */
  private interface Connector {
    CompletableFuture<Line> connect();

    CompletableFuture<? extends StatefulRedisPubSubConnection<String, String>> listen();
  }

  private record Dialler(AbstractRedisClient client, Connector connector) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final ClientResources resources;
  private final Dialler dialler;
  private CompletableFuture<Line> line =
      CompletableFuture.failedFuture(new IllegalStateException("not connected yet"));

  /**
   * A link to this server, or to the cluster that it belongs to.
   *
   * @param url with user and password where it wants them
   */
  public RedisLink(URI url, Topology topology) {
    this.resources =
        ClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .reconnectDelay(Delay.constant(RECONNECT_PAUSE))
            .build();
    var uri = RedisURI.create(url);
    // How long the first words of a connection may take; a server that is stopped still connects.
    uri.setTimeout(CONNECT_DEADLINE);
    this.dialler =
        switch (topology) {
          case SINGLE -> single(uri);
          case CLUSTER -> cluster(uri);
        };
  }

  /** The commands of the connection, once it stands. */
  public CompletionStage<RedisClusterAsyncCommands<String, String>> commands() {
    lock.lock();
    try {
      if (line.isCompletedExceptionally()) {
        line = dialler.connector().connect();
      }
      return line.thenApply(Line::commands);
    } finally {
      lock.unlock();
    }
  }

  /** A connection of its own to listen on, once it stands. It is the caller's to close. */
  public CompletionStage<? extends StatefulRedisPubSubConnection<String, String>> listen() {
    return dialler.connector().listen();
  }

  /** Lets go of a connection that no longer answers, so that the next command makes another. */
  public void drop() {
    lock.lock();
    try {
      var dropped = line;
      line = CompletableFuture.failedFuture(new IllegalStateException("dropped"));
      var _ = dropped.thenCompose(old -> old.connection().closeAsync());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    dialler.client().shutdown(Duration.ZERO, CLOSE_DEADLINE);
    Future<Boolean> freed = resources.shutdown();
    try {
      freed.get(CLOSE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      // Its threads are daemons: what does not end now ends with the process.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Dialler single(RedisURI uri) {
    var client = RedisClient.create(resources, uri);
    client.setOptions(options(ClientOptions.builder()).build());
    return new Dialler(client, new ToServer(client, uri));
  }

  private Dialler cluster(RedisURI uri) {
    var client = RedisClusterClient.create(resources, uri);
    var options = ClusterClientOptions.builder();
    options(options);
    client.setOptions(options.build());
    return new Dialler(client, new ToCluster(client));
  }

  private record ToServer(RedisClient client, RedisURI uri) implements Connector {

    @Override
    public CompletableFuture<Line> connect() {
      return client
          .connectAsync(StringCodec.UTF8, uri)
          .toCompletableFuture()
          .thenApply(connection -> new Line(connection, connection.async()));
    }

    @Override
    public CompletableFuture<? extends StatefulRedisPubSubConnection<String, String>> listen() {
      return client.connectPubSubAsync(StringCodec.UTF8, uri).toCompletableFuture();
    }
  }

  private record ToCluster(RedisClusterClient client) implements Connector {

    @Override
    public CompletableFuture<Line> connect() {
      return client
          .refreshPartitionsAsync()
          .thenCompose(_ -> client.connectAsync(StringCodec.UTF8))
          .toCompletableFuture()
          .thenApply(connection -> new Line(connection, connection.async()));
    }

    @Override
    public CompletableFuture<? extends StatefulRedisPubSubConnection<String, String>> listen() {
      return client
          .refreshPartitionsAsync()
          .thenCompose(_ -> client.connectPubSubAsync(StringCodec.UTF8))
          .toCompletableFuture();
    }
  }

  private static ClientOptions.Builder options(ClientOptions.Builder options) {
    return options
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(MAX_COMMANDS_IN_FLIGHT)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_DEADLINE).build());
  }
}
