package dev.portcullis.edge.http.door;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A connection on its way in: PROXY header, TLS handshake, an HTTP/2 client's first settings. Until
 * all of it has come nobody else knows of the connection; where it takes too long it is closed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A close that fails has nothing left to close.
public final class Opening extends ChannelInboundHandlerAdapter {
  private static final String NAME = "opening";

  private final Duration limit;
  private Optional<Future<?>> end = Optional.empty();

  private Opening(Duration limit) {
    this.limit = limit;
  }

  static void begin(ChannelPipeline pipeline, Duration limit) {
    pipeline.addFirst(NAME, new Opening(limit));
  }

  /** The connection is open: from now on others look after it. */
  public static void over(ChannelPipeline pipeline) {
    if (pipeline.get(NAME) != null) {
      pipeline.remove(NAME);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    end =
        Optional.of(
            context
                .executor()
                .schedule(() -> context.close(), limit.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end.ifPresent(timer -> timer.cancel(false));
  }
}
