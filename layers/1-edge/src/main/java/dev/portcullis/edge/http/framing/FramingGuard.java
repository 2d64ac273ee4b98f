package dev.portcullis.edge.http.framing;

import dev.portcullis.kernel.Denial;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/**
 * Stands before the HTTP/1.1 decoder and passes on one well-framed message at a time: the bytes
 * behind it wait until {@link #answered()} is called.
 */
// A write or a close that fails closes the channel, which is all that could be done about it.
@SuppressWarnings("FutureReturnValueIgnored")
public final class FramingGuard extends ChannelInboundHandlerAdapter implements Turnstile {
  /** Bytes of pipelined requests that may wait behind the one being answered. */
  static final int MAX_WAITING_BYTES = 128 * 1024;

  /** How long a client that was refused may go on sending, so that he can read why. */
  static final long LINGER_MILLIS = 1_000;

  private final FramingWatch watch;
  private final Message message;
  private ChannelHandlerContext here;
  private Ending ending = Ending.NO;
  private Turn turn = Turn.CLIENT;
  private Passed passed = Passed.NOTHING;
  private ByteBuf waiting = Unpooled.EMPTY_BUFFER;
  private int followed;

  /** Whose turn it is on the connection. */
  private enum Turn {
    /** The client's: to send a message, or more of one. */
    CLIENT,
    /** Ours: a whole message was passed on and not yet answered. */
    SERVER,
    /** Nobody's: the last answer was given, and what still comes is dropped. */
    OVER
  }

  /** What the decoder has of the message at hand. */
  private enum Passed {
    NOTHING,
    HEAD
  }

  private enum Ending {
    NO,
    BEGUN
  }

  private FramingGuard(FramingLimits limits, FramingWatch watch, ChannelHandlerContext http) {
    this.message = new Message(limits);
    this.watch = watch;
    this.here = http;
  }

  /** Puts a guard before the decoder of a connection that nothing was read from yet. */
  public static FramingGuard before(
      ChannelHandlerContext http, FramingLimits limits, FramingWatch watch) {
    var guard = new FramingGuard(limits, watch, http);
    http.pipeline().addBefore("httpDecoder", "framingGuard", guard);
    return guard;
  }

  @Override
  public boolean isInHead() {
    return turn == Turn.CLIENT && passed == Passed.NOTHING && waiting.isReadable();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    here = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    var bytes = (ByteBuf) read;
    switch (turn) {
      case OVER -> bytes.release();
      case SERVER -> keepWaiting(context, bytes);
      case CLIENT -> follow(context, joined(context, bytes));
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    dropWaiting();
  }

  @Override
  public boolean isLast() {
    return turn != Turn.SERVER;
  }

  @Override
  public void makeLast() {
    turn = Turn.OVER;
  }

  @Override
  public void cut() {
    turn = Turn.OVER;
    here.pipeline().firstContext().close();
  }

  @Override
  public void answered() {
    if (turn == Turn.SERVER) {
      turn = Turn.CLIENT;
      passed = Passed.NOTHING;
      message.next();
      if (waiting.isReadable()) {
        here.executor().execute(this::resume);
      }
    } else {
      end();
    }
  }

  @Override
  public void end() {
    if (ending == Ending.BEGUN) {
      return;
    }
    ending = Ending.BEGUN;
    turn = Turn.OVER;
    dropWaiting();
    here.channel().config().setAutoRead(true);
    here.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> finishSending());
    here.executor().schedule(() -> here.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void resume() {
    if (turn == Turn.CLIENT && waiting.isReadable()) {
      var bytes = waiting;
      waiting = Unpooled.EMPTY_BUFFER;
      follow(here, bytes);
      here.fireChannelReadComplete();
    }
    if (turn == Turn.CLIENT) {
      here.channel().config().setAutoRead(true);
    }
  }

  /** Follows the message at hand to its end or to the end of what was read. */
  private void follow(ChannelHandlerContext context, ByteBuf bytes) {
    var end = message.follow(bytes, bytes.readerIndex() + followed);
    switch (message.part()) {
      case NOTHING, HEAD -> {
        followed = end - bytes.readerIndex();
        waiting = bytes;
      }
      case BODY, CHUNKS -> {
        followed = 0;
        passed = Passed.HEAD;
        context.fireChannelRead(bytes);
      }
      case COMPLETE -> {
        followed = 0;
        complete(context, bytes, end);
      }
      case REFUSED -> {
        bytes.release();
        message.denial().ifPresent(this::refuse);
      }
    }
  }

  private void complete(ChannelHandlerContext context, ByteBuf bytes, int end) {
    passed = Passed.HEAD;
    turn = Turn.SERVER;
    if (end == bytes.writerIndex()) {
      context.fireChannelRead(bytes);
      return;
    }
    var whole = bytes.readRetainedSlice(end - bytes.readerIndex());
    keepWaiting(context, bytes);
    context.fireChannelRead(whole);
  }

  private void refuse(Denial denial) {
    followed = 0;
    turn = Turn.OVER;
    if (passed == Passed.HEAD) {
      watch.broken(denial);
    } else {
      here.write(Unpooled.wrappedBuffer(watch.refused(denial)));
      end();
    }
  }

  private void keepWaiting(ChannelHandlerContext context, ByteBuf bytes) {
    waiting = joined(context, bytes);
    context.channel().config().setAutoRead(false);
    if (waiting.readableBytes() > MAX_WAITING_BYTES) {
      context.close();
    }
  }

  /** What was waiting, followed by these bytes. */
  private ByteBuf joined(ChannelHandlerContext context, ByteBuf bytes) {
    if (!waiting.isReadable()) {
      return bytes;
    }
    var size = waiting.readableBytes() + bytes.readableBytes();
    var joined = context.alloc().buffer(size).writeBytes(waiting).writeBytes(bytes);
    bytes.release();
    dropWaiting();
    return joined;
  }

  private void dropWaiting() {
    var dropped = waiting;
    waiting = Unpooled.EMPTY_BUFFER;
    dropped.release();
  }

  private void finishSending() {
    var tls = here.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (here.channel() instanceof DuplexChannel channel) {
      channel.shutdownOutput();
    }
  }
}
