package dev.portcullis.gateway.revocation;

import dev.portcullis.gateway.redis.RedisLink;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revocations through Redis: a stream that keeps them, and a channel that says when to look.
 *
 * <p>A channel loses what is said while one is not there; so it carries no revocation, only the
 * word that there is one, and whoever hears it, or has just connected, reads the stream from where
 * he stopped. Whether the channel works is proven by a beat of our own twice a second: when it
 * comes back, everything that was said before it was sent has come too. A channel that lags is thus
 * as silent as its lag is long.
 */
final class RedisPush implements Push {

  private static final Duration BEAT = Duration.ofMillis(500);
  private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(1);
  private static final Duration REDIAL_AFTER = Duration.ofSeconds(2);
  private static final int MAX_STREAM_ENTRIES = 10_000;
  private static final int PAGE_ENTRIES = 1_000;
  private static final int MAX_UNHEARD = 64;
  private static final Logger LOG = LoggerFactory.getLogger(RedisPush.class);

  /** What came on a channel. */
  private record Heard(String channel, String message) {}

  private final RedisLink link;
  private final String stream;
  private final String channel;
  private final String ownChannel;
  private final BlockingQueue<Heard> inbox = new ArrayBlockingQueue<>(MAX_UNHEARD);
  private CompletionStage<? extends StatefulRedisPubSubConnection<String, String>> ear =
      new CompletableFuture<>();
  private long dialledNanos;
  private long beatNanos;
  private String readUpTo = "0-0";
  private volatile boolean closed;

  /** One that speaks to this fleet, and to no other that uses the same Redis. */
  RedisPush(RedisLink link, String fleet) {
    this.link = link;
    this.stream = stream(fleet);
    this.channel = channel(fleet);
    this.ownChannel = channel + ":" + UUID.randomUUID();
  }

  /** One hash tag, so that a cluster keeps it in one place. */
  static String stream(String fleet) {
    return "{" + channel(fleet) + "}";
  }

  static String channel(String fleet) {
    return "portcullis:revocations:" + fleet;
  }

  @Override
  public void listen(Consumer<Change> changes, Feed feed) {
    Thread.ofPlatform()
        .daemon()
        .name("revocations-push")
        .start(() -> {
          dial(feed);
          while (!closed) {
            round(changes, feed);
          }
        });
  }

  @Override
  public CompletionStage<?> tell(Change change) {
    var entry = StreamEntry.write(change);
    var kept = XAddArgs.Builder.maxlen(MAX_STREAM_ENTRIES).approximateTrimming();
    return link.commands()
        .thenCompose(
            redis -> redis.xadd(stream, kept, entry).thenCompose(_ -> redis.publish(channel, "")));
  }

  @Override
  public void close() {
    closed = true;
    link.close();
  }

  private void round(Consumer<Change> changes, Feed feed) {
    try {
      var heard = Optional.ofNullable(inbox.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS));
      if (heard.isPresent()) {
        read(changes);
        beatIn(heard.get()).ifPresent(feed::toldUpTo);
      }
      beat(feed.now());
      redialAfterSilence(feed);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      closed = true;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      // Nothing was heard, so nothing is noted as heard; the feed's silence is what it leads to.
      LOG.debug("revocations were not read from Redis", e);
    }
  }

  private void read(Consumer<Change> changes)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<StreamMessage<String, String>> page;
    do {
      page = answer(link.commands().thenCompose(redis -> redis.xrange(stream, unread(), aPage())));
      for (var message : page) {
        StreamEntry.read(message.getBody())
            .ifPresentOrElse(
                changes, () -> LOG.warn("not understood in Redis: {}", message.getId()));
        readUpTo = message.getId();
      }
    } while (page.size() == PAGE_ENTRIES);
  }

  private Range<String> unread() {
    return Range.from(Boundary.excluding(readUpTo), Boundary.unbounded());
  }

  private static Limit aPage() {
    return Limit.from(PAGE_ENTRIES);
  }

  /** When the beat was sent that has come back, if it is one of ours. */
  private OptionalLong beatIn(Heard heard) {
    try {
      var sent =
          heard.channel().equals(ownChannel) ? Long.parseLong(heard.message()) : beatNanos + 1;
      return sent - beatNanos > 0 ? OptionalLong.empty() : OptionalLong.of(sent);
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private void beat(long now) {
    if (now - beatNanos >= BEAT.toNanos()) {
      beatNanos = now;
      var _ = link.commands().thenCompose(redis -> redis.publish(ownChannel, "" + now));
    }
  }

  /** A connection to a server that stopped, or to nowhere, looks like any other. */
  private void redialAfterSilence(Feed feed) {
    var sinceDialled = Duration.ofNanos(feed.now() - dialledNanos);
    if (feed.silence().compareTo(REDIAL_AFTER) > 0 && sinceDialled.compareTo(REDIAL_AFTER) > 0) {
      link.drop();
      dial(feed);
    }
  }

  private void dial(Feed feed) {
    dialledNanos = feed.now();
    var _ = ear.thenCompose(StatefulRedisPubSubConnection::closeAsync);
    ear = link.listen();
    var _ = ear.thenAccept(this::listenOn);
  }

  private void listenOn(StatefulRedisPubSubConnection<String, String> connection) {
    connection.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String on, String message) {
            hear(on, message);
          }

          @Override
          public void subscribed(String on, long count) {
            hear(channel, "");
          }
        });
    var _ = connection.async().subscribe(channel, ownChannel);
  }

  /** What finds no room is not lost: those before it lead to the same reading. */
  private void hear(String on, String message) {
    var _ = inbox.offer(new Heard(on, message));
  }

  private static <T> T answer(CompletionStage<T> stage)
      throws InterruptedException, ExecutionException, TimeoutException {
    return stage.toCompletableFuture().get(ANSWER_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
