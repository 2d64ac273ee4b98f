package dev.portcullis.edge.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Stands before the HTTP decoder of a connection to a server, because the decoder forgives what
 * {@link AnswerFraming} does not, and drops what it forgave. The first bad byte ends the
 * connection.
 *
 * <p>Extends Netty's adapter, which is the only way into its pipeline.
 */
final class AnswerGuard extends ChannelDuplexHandler {

  private final AnswerFraming framing = new AnswerFraming();

  private AnswerGuard() {}

  /** Puts a guard on a client's new connection, before anything was read from it. */
  static void install(HttpConnection connection) {
    var pipeline = ((ConnectionBase) connection).channelHandlerContext().pipeline();
    var codec = pipeline.context(HttpClientCodec.class);
    pipeline.addBefore(codec.name(), "answer-guard", new AnswerGuard());
    // Calls learn of failures by themselves; the connection would log what it could not read.
    connection.exceptionHandler(_ -> {});
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    framing.requested();
    var _ = context.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof ByteBuf bytes) {
        framing.accept(bytes);
      }
    } catch (AnswerFramingException e) {
      ReferenceCountUtil.release(message);
      context.fireExceptionCaught(e);
      var _ = context.close();
      return;
    }
    context.fireChannelRead(message);
  }
}
