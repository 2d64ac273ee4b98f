package dev.portcullis.app.wiring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/** One connection that is never opened again: whoever closes it has dropped what came next. */
final class KeptAlive implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  KeptAlive(String url) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    this.in = socket.getInputStream();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  record Got(int status, String body) {}

  Got post(String path, String json) throws IOException {
    send(path, json);
    return receive();
  }

  void send(String path, String json) throws IOException {
    var request =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, json.length(), json);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
  }

  Got receive() throws IOException {
    var status = Integer.parseInt(line().split(" ", 3)[1]);
    var length = 0;
    for (var line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    return new Got(status, new String(in.readNBytes(length), US_ASCII));
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed after: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
