package dev.portcullis.edge.http;

import dev.portcullis.edge.http.door.Door;
import dev.portcullis.edge.http.framing.FramingWatch;
import dev.portcullis.edge.http.framing.Turnstile;
import dev.portcullis.kernel.Denial;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One client connection, on its loop. */
@SuppressWarnings("FutureReturnValueIgnored") // A close that fails has nothing left to close.
final class Link implements FramingWatch, Executor, Watched {
  static final AttributeKey<Link> KEY = AttributeKey.valueOf(Link.class, "link");

  private final ContextInternal context;
  private final Channel channel;
  private final InetAddress peer;
  private final Refusals refusals;
  private final EdgeLimits.Pace pace;
  private final Optional<String> serverName;
  private Turnstile turnstile = Turnstile.MULTIPLEXED;
  private Optional<Intake> current = Optional.empty();
  private long entered;
  private int present;

  private Doing doing = Doing.NOTHING;
  private long enteredThen;
  private long since = System.nanoTime();

  /** What the connection is taken up with. */
  private enum Doing {
    NOTHING,
    SENDING_HEAD,
    EXCHANGES
  }

  Link(
      ContextInternal context,
      Channel channel,
      InetAddress peer,
      EdgeLimits.Pace pace,
      Refusals refusals) {
    this.context = context;
    this.channel = channel;
    this.peer = peer;
    this.pace = pace;
    this.refusals = refusals;
    this.serverName = ServerName.of(channel);
  }

  /** Whom a PROXY header named, else who connected. */
  InetAddress client() {
    var named = channel.attr(Door.CLIENT).get();
    return named == null ? peer : named;
  }

  /** Whom the TLS handshake asked for, empty where nobody was named. */
  Optional<String> serverName() {
    return serverName;
  }

  Turnstile turnstile() {
    return turnstile;
  }

  void guardedBy(Turnstile guard) {
    turnstile = guard;
  }

  /** An exchange begins, and a break of the framing would concern it. */
  void enter(Intake intake) {
    entered++;
    present++;
    current = Optional.of(intake);
  }

  /** An exchange has ended. */
  void leave() {
    present--;
  }

  /** A connection that says nothing, or takes too long to say what it wants, is closed. */
  @Override
  public void look(long nowNanos) {
    var now =
        present > 0 ? Doing.EXCHANGES : turnstile.isInHead() ? Doing.SENDING_HEAD : Doing.NOTHING;
    if (now != doing || entered != enteredThen) {
      doing = now;
      enteredThen = entered;
      since = nowNanos;
    } else if (doing != Doing.EXCHANGES && nowNanos - since > patience().toNanos()) {
      end();
    }
  }

  /** Closes the connection, whatever it is doing. */
  void end() {
    // From the first handler: further in, a close would wait for a client who does not read.
    channel.pipeline().firstContext().close();
  }

  /** Runs on the connection's loop: at once where that is where we are. */
  @Override
  public void execute(Runnable task) {
    if (context.inThread()) {
      task.run();
    } else {
      context.runOnContext(_ -> task.run());
    }
  }

  /** Runs on the connection's loop, after a while. */
  void later(Duration wait, Runnable task) {
    channel.eventLoop().schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public ByteBuffer refused(Denial denial) {
    refusals.refused(client(), denial);
    return RawRefusal.of(denial);
  }

  @Override
  public void broken(Denial denial) {
    refusals.refused(client(), denial);
    current.ifPresentOrElse(intake -> intake.giveUp(denial), turnstile::end);
  }

  private Duration patience() {
    return entered == 0 || doing == Doing.SENDING_HEAD ? pace.head() : pace.idle();
  }
}
