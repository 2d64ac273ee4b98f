package dev.portcullis.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that sends the bytes it is given, good or bad, on a connection of their own. */
final class RawClient {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final String HEAD_END = "\r\n\r\n";

  private final SSLContext tls;
  private final int port;

  RawClient(SSLContext tls, URI gateway) {
    this.tls = tls;
    this.port = gateway.getPort();
  }

  /** An answer as it stood on the wire. */
  record RawAnswer(String text) {

    int status() {
      return Integer.parseInt(text.substring(9, 12));
    }

    /** The field's value, or nothing. */
    String header(String name) {
      return text.substring(0, text.indexOf(HEAD_END))
          .lines()
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }

    boolean isWhole() {
      var end = text.indexOf(HEAD_END);
      var length = end < 0 ? "" : header("content-length");
      return !length.isEmpty() && text.length() >= end + 4 + Integer.parseInt(length);
    }
  }

  RawAnswer send(String request) throws IOException {
    try (var socket = connect()) {
      var sending = Thread.ofVirtual().start(() -> write(socket, request));
      var answer = read(socket);
      sending.interrupt();
      return answer;
    }
  }

  /** A connection on which nothing was said yet. */
  SSLSocket connect() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    var socket = (SSLSocket) tls.getSocketFactory().createSocket(loopback, port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void write(SSLSocket socket, String request) {
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // Whoever refuses a large body early closes before all of it was sent.
    }
  }

  private static RawAnswer read(SSLSocket socket) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var buffer = new byte[8_192];
    for (int n = socket.getInputStream().read(buffer); n > 0; ) {
      bytes.write(buffer, 0, n);
      var answer = new RawAnswer(bytes.toString(StandardCharsets.ISO_8859_1));
      if (answer.isWhole()) {
        return answer;
      }
      n = socket.getInputStream().read(buffer);
    }
    return new RawAnswer(bytes.toString(StandardCharsets.ISO_8859_1));
  }
}
