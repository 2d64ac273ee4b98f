package dev.portcullis.edge.http.framing;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Settings;
import java.time.Duration;

/**
 * Counts HTTP/2 frames that cost us and carry nothing: pings, settings, priorities, resets, empty
 * data, frames of no known type. Past the limit in a window the connection is closed.
 *
 * <p>It listens to the decoder, which alone knows where a frame starts: the server hears of a
 * connection in the middle of its first bytes, after the client's settings.
 */
public final class FrameMeter extends Http2FrameListenerDecorator {
  private final int maxPerWindow;
  private final long windowNanos;
  private final FramingWatch watch;
  private long windowStart = System.nanoTime();
  private int counted;

  private FrameMeter(
      Http2FrameListener listener, int maxPerWindow, Duration window, FramingWatch watch) {
    super(listener);
    this.maxPerWindow = maxPerWindow;
    this.windowNanos = window.toNanos();
    this.watch = watch;
  }

  /** Puts a meter between a connection's decoder and whoever listens to it now. */
  public static void on(
      ChannelHandlerContext http2, int maxPerWindow, Duration window, FramingWatch watch) {
    var decoder = ((Http2ConnectionHandler) http2.handler()).decoder();
    decoder.frameListener(new FrameMeter(decoder.frameListener(), maxPerWindow, window, watch));
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean endOfStream)
      throws Http2Exception {
    if (!data.isReadable() && !endOfStream) {
      count();
    }
    return super.onDataRead(context, stream, data, padding, endOfStream);
  }

  @Override
  public void onPriorityRead(
      ChannelHandlerContext context, int stream, int dependency, short weight, boolean exclusive)
      throws Http2Exception {
    count();
    super.onPriorityRead(context, stream, dependency, weight, exclusive);
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext context, int stream, long code)
      throws Http2Exception {
    count();
    super.onRstStreamRead(context, stream, code);
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings)
      throws Http2Exception {
    count();
    super.onSettingsRead(context, settings);
  }

  @Override
  public void onSettingsAckRead(ChannelHandlerContext context) throws Http2Exception {
    count();
    super.onSettingsAckRead(context);
  }

  @Override
  public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
    count();
    super.onPingRead(context, data);
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext context, long data) throws Http2Exception {
    count();
    super.onPingAckRead(context, data);
  }

  @Override
  public void onUnknownFrame(
      ChannelHandlerContext context, byte type, int stream, Http2Flags flags, ByteBuf payload)
      throws Http2Exception {
    count();
    super.onUnknownFrame(context, type, stream, flags, payload);
  }

  private void count() throws Http2Exception {
    var now = System.nanoTime();
    if (now - windowStart > windowNanos) {
      windowStart = now;
      counted = 0;
    }
    if (++counted > maxPerWindow) {
      watch.broken(Denial.of(Reason.OVERLOADED, "http/2: flood of control frames"));
      throw Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "control frames");
    }
  }
}
