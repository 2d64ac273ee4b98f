package dev.portcullis.bench.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import javax.net.SocketFactory;

/** One HTTP/1.1 connection that sends ready-made bytes and reads just enough of each answer. */
final class HttpWire implements AutoCloseable {

  private static final int MAX_HEAD_BYTES = 64 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private HttpWire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Connects; no single wait takes longer than the patience. */
  static HttpWire connect(SocketFactory sockets, URI url, Duration patience) throws IOException {
    var socket = sockets.createSocket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) patience.toMillis());
      var address = new InetSocketAddress(url.getHost(), url.getPort());
      socket.connect(address, (int) patience.toMillis());
      return new HttpWire(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The request as it goes over the wire. */
  static byte[] bytes(Target target) {
    var head = new StringBuilder();
    head.append("POST ").append(target.url().getRawPath()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(target.url().getAuthority()).append("\r\n");
    target.headers().forEach((n, v) -> head.append(n).append(": ").append(v).append("\r\n"));
    var body = target.bytes();
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  /** Sends a request and returns the status of its answer, once all of that has come. */
  int exchange(byte[] request) throws IOException {
    out.write(request);
    out.flush();
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = 0;
    boolean chunked = false;
    for (var field = line(); !field.isEmpty(); field = line()) {
      var lower = field.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring("content-length:".length()).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
    }
    if (chunked) {
      skipChunks();
    } else {
      in.skipNBytes(length);
    }
    return status;
  }

  private void skipChunks() throws IOException {
    long size;
    do {
      size = Long.parseLong(line(), 16);
      in.skipNBytes(size);
      line();
    } while (size > 0);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > MAX_HEAD_BYTES) {
        throw new EOFException("the answer ended within its head");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
