package dev.portcullis.edge.http;

import dev.portcullis.edge.http.framing.FramingWatch;
import dev.portcullis.edge.http.framing.Turnstile;
import dev.portcullis.kernel.Denial;
import io.netty.util.AttributeKey;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One client connection, on its loop. */
final class Link implements FramingWatch, Executor {
  static final AttributeKey<Link> KEY = AttributeKey.valueOf(Link.class, "link");

  private final ContextInternal context;
  private final InetAddress client;
  private final Refusals refusals;
  private Turnstile turnstile = Turnstile.MULTIPLEXED;
  private Optional<Intake> current = Optional.empty();

  Link(ContextInternal context, InetAddress client, Refusals refusals) {
    this.context = context;
    this.client = client;
    this.refusals = refusals;
  }

  InetAddress client() {
    return client;
  }

  Turnstile turnstile() {
    return turnstile;
  }

  void guardedBy(Turnstile guard) {
    turnstile = guard;
  }

  /** The exchange that a break of the framing would concern. */
  void carries(Intake intake) {
    current = Optional.of(intake);
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

  @Override
  public ByteBuffer refused(Denial denial) {
    refusals.refused(client, denial);
    return RawRefusal.of(denial);
  }

  @Override
  public void broken(Denial denial) {
    refusals.refused(client, denial);
    current.ifPresentOrElse(intake -> intake.giveUp(denial), turnstile::end);
  }
}
