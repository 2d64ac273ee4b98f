package dev.portcullis.edge.http.framing;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

/**
 * Counts HTTP/2 frames that cost us and carry nothing: pings, settings, priorities, resets, empty
 * data. Past the limit in a window the connection is closed. Each frame takes nine bytes of head to
 * know, so the meter reads those and skips the rest.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A close that fails has nothing left to close.
public final class FrameMeter extends ChannelInboundHandlerAdapter {
  private static final int PREFACE_BYTES = 24;
  private static final int FRAME_HEAD_BYTES = 9;
  private static final int DATA = 0;
  private static final int PRIORITY = 2;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int END_STREAM = 1;

  private final int maxPerWindow;
  private final long windowNanos;
  private final FramingWatch watch;
  private long windowStart = System.nanoTime();
  private int counted;
  private long skip = PREFACE_BYTES;
  private int headBytes;
  private int length;
  private int type;
  private int flags;

  private FrameMeter(int maxPerWindow, Duration window, FramingWatch watch) {
    this.maxPerWindow = maxPerWindow;
    this.windowNanos = window.toNanos();
    this.watch = watch;
  }

  /** Puts a meter before the HTTP/2 handler of a connection that nothing was read from yet. */
  public static void before(
      ChannelHandlerContext http2, int maxPerWindow, Duration window, FramingWatch watch) {
    http2
        .pipeline()
        .addBefore(http2.name(), "frameMeter", new FrameMeter(maxPerWindow, window, watch));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    var bytes = (ByteBuf) read;
    var index = bytes.readerIndex();
    while (index < bytes.writerIndex()) {
      if (skip > 0) {
        var skipped = Math.min(skip, bytes.writerIndex() - index);
        skip -= skipped;
        index += (int) skipped;
      } else {
        head(bytes.getUnsignedByte(index++));
      }
    }
    if (counted > maxPerWindow) {
      bytes.release();
      watch.broken(Denial.of(Reason.OVERLOADED, "http/2: flood of control frames"));
      context.close();
    } else {
      context.fireChannelRead(bytes);
    }
  }

  private void head(int octet) {
    switch (headBytes) {
      case 0 -> length = octet;
      case 1, 2 -> length = (length << 8) | octet;
      case 3 -> type = octet;
      case 4 -> flags = octet;
      default -> {}
    }
    headBytes++;
    if (headBytes == FRAME_HEAD_BYTES) {
      headBytes = 0;
      skip = length;
      count();
    }
  }

  private void count() {
    var costs =
        switch (type) {
          case PRIORITY, RST_STREAM, SETTINGS, PING -> true;
          case DATA -> length == 0 && (flags & END_STREAM) == 0;
          default -> false;
        };
    if (costs) {
      var now = System.nanoTime();
      if (now - windowStart > windowNanos) {
        windowStart = now;
        counted = 0;
      }
      counted++;
    }
  }
}
