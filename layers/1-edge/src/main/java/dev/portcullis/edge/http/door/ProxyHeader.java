package dev.portcullis.edge.http.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Reads the PROXY v2 header that a trusted proxy puts before everything else; version 1, and
 * anything but TCP over IPv4 or IPv6, closes the connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A close that fails has nothing left to close.
final class ProxyHeader extends ByteToMessageDecoder {
  private static final byte[] SIGNATURE = {
    0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
  };
  private static final int FIXED_BYTES = 16;
  private static final int MAX_REST_BYTES = 512;
  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;
  private static final int TCP4 = 0x11;
  private static final int TCP6 = 0x21;

  private final Door door;

  ProxyHeader(Door door) {
    this.door = door;
    setSingleDecode(true);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (!startsWell(in)) {
      in.skipBytes(in.readableBytes());
      context.close();
    } else if (in.readableBytes() >= FIXED_BYTES) {
      var rest = in.getUnsignedShort(in.readerIndex() + FIXED_BYTES - 2);
      if (rest > MAX_REST_BYTES) {
        in.skipBytes(in.readableBytes());
        context.close();
      } else if (in.readableBytes() >= FIXED_BYTES + rest) {
        accept(context, in.readSlice(FIXED_BYTES + rest));
      }
    }
  }

  private static boolean startsWell(ByteBuf in) {
    for (var i = 0; i < Math.min(SIGNATURE.length, in.readableBytes()); i++) {
      if (in.getByte(in.readerIndex() + i) != SIGNATURE[i]) {
        return false;
      }
    }
    return true;
  }

  private void accept(ChannelHandlerContext context, ByteBuf header) {
    header.skipBytes(SIGNATURE.length);
    var command = header.readUnsignedByte();
    var family = header.readUnsignedByte();
    var rest = header.readUnsignedShort();
    if (command == LOCAL) {
      context.pipeline().remove(this);
    } else if (command == PROXY && family == TCP4 && rest >= 12) {
      admit(context, header, 4);
    } else if (command == PROXY && family == TCP6 && rest >= 36) {
      admit(context, header, 16);
    } else {
      context.close();
    }
  }

  private void admit(ChannelHandlerContext context, ByteBuf header, int addressBytes) {
    var address = new byte[addressBytes];
    header.readBytes(address);
    var client = address(address);
    var seat = door.admit(client);
    if (seat.isEmpty()) {
      context.close();
      return;
    }
    context.channel().closeFuture().addListener(_ -> seat.get().close());
    context.channel().attr(Door.CLIENT).set(client);
    context.pipeline().remove(this);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four or sixteen bytes are an address", e);
    }
  }
}
