package dev.portcullis.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** Speaks HTTP/2 frame by frame over TLS, and says exactly what it is told. */
final class FrameClient implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int CONTINUATION = 9;

  static final int NO_FLAG = 0;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  static final String CLOSED = "closed";

  private static final int GOAWAY = 7;
  private static final int ACK = 1;
  private static final int PRIORITY = 0x20;
  private static final int PRIORITY_BYTES = 5;
  private static final int FRAME_HEAD_BYTES = 9;
  private static final int LENGTH_IN_PREFIX = 127;

  private final SSLSocket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
  private final Map<Integer, String> outcomes = new HashMap<>();
  private final Map<Integer, String> resets = new HashMap<>();
  private final StringBuilder received = new StringBuilder();

  private FrameClient(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  static FrameClient to(Path folder, int port) throws IOException, GeneralSecurityException {
    return to(folder, port, Optional.empty());
  }

  static FrameClient to(Path folder, int port, Optional<String> serverName)
      throws IOException, GeneralSecurityException {
    var socket = shakenHands(folder, port, serverName);
    var client = new FrameClient(socket);
    socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    return client.frame(SETTINGS, NO_FLAG, 0, new byte[0]);
  }

  /** A connection on which HTTP/2 was agreed, and nothing said yet. */
  static SSLSocket shakenHands(Path folder, int port) throws IOException, GeneralSecurityException {
    return shakenHands(folder, port, Optional.empty());
  }

  private static SSLSocket shakenHands(Path folder, int port, Optional<String> serverName)
      throws IOException, GeneralSecurityException {
    var socket = TlsClient.socket(folder, port, serverName);
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  FrameClient frame(int type, int flags, int stream, byte[] payload) throws IOException {
    var bytes = ByteBuffer.allocate(FRAME_HEAD_BYTES + payload.length);
    bytes.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    bytes.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    socket.getOutputStream().write(bytes.array());
    return this;
  }

  FrameClient head(int stream, int flags, String... fields) throws IOException {
    return frame(HEADERS, flags | END_HEADERS, stream, block(fields));
  }

  FrameClient data(int stream, int flags, String text) throws IOException {
    return frame(DATA, flags, stream, text.getBytes(ISO_8859_1));
  }

  /** Fields as names and values in turns, each a literal that is not indexed. */
  static byte[] block(String... fields) {
    var block = new ByteArrayOutputStream();
    for (var i = 0; i < fields.length; i += 2) {
      block.write(0);
      write(block, fields[i]);
      write(block, fields[i + 1]);
    }
    return block.toByteArray();
  }

  /** What became of a stream: its status, {@code reset} with a code, or {@link #CLOSED}. */
  String outcome(int stream) throws IOException {
    try {
      while (!outcomes.containsKey(stream)) {
        read();
      }
    } catch (EOFException | SocketException e) {
      return CLOSED;
    }
    return outcomes.get(stream);
  }

  /** The code that the server resets a stream with, or {@link #CLOSED}. */
  String reset(int stream) throws IOException {
    try {
      while (!resets.containsKey(stream)) {
        read();
      }
    } catch (EOFException | SocketException e) {
      return CLOSED;
    }
    return resets.get(stream);
  }

  /** Reads until this text has come, of whatever stream. */
  FrameClient awaitText(String text) throws IOException {
    while (received.indexOf(text) < 0) {
      read();
    }
    return this;
  }

  /** Whether the server closes the connection before it has nothing more to say. */
  boolean isClosed() throws IOException {
    return outcome(Integer.MAX_VALUE).equals(CLOSED);
  }

  private void read() throws IOException {
    var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    var type = in.readUnsignedByte();
    var flags = in.readUnsignedByte();
    var stream = in.readInt();
    var payload = in.readNBytes(length);
    switch (type) {
      case HEADERS -> outcomes.putIfAbsent(stream, status(stream, flags, payload));
      case DATA -> received.append(new String(payload, ISO_8859_1));
      case RST_STREAM -> {
        resets.put(stream, "reset " + ByteBuffer.wrap(payload).getInt());
        outcomes.putIfAbsent(stream, resets.get(stream));
      }
      case GOAWAY -> outcomes.put(Integer.MAX_VALUE, CLOSED);
      case SETTINGS -> acknowledge(flags);
      default -> {}
    }
  }

  private void acknowledge(int flags) throws IOException {
    if ((flags & ACK) == 0) {
      frame(SETTINGS, ACK, 0, new byte[0]);
    }
  }

  private String status(int stream, int flags, byte[] payload) throws IOException {
    var skipped = (flags & PRIORITY) == 0 ? 0 : PRIORITY_BYTES;
    var block = Unpooled.wrappedBuffer(payload, skipped, payload.length - skipped);
    try {
      return decoder.decodeHeaders(stream, block).status().toString();
    } catch (Http2Exception e) {
      throw new IOException(e);
    }
  }

  private static void write(ByteArrayOutputStream block, String text) {
    if (text.length() < LENGTH_IN_PREFIX) {
      block.write(text.length());
    } else {
      block.write(LENGTH_IN_PREFIX);
      var rest = text.length() - LENGTH_IN_PREFIX;
      for (; rest >= 128; rest >>= 7) {
        block.write((rest & 127) | 128);
      }
      block.write(rest);
    }
    block.writeBytes(text.getBytes(ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
