package dev.portcullis.edge.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that reads whole requests and answers with whatever bytes a test wants. */
public final class RawServer implements AutoCloseable {

  private final ServerSocket listener;
  private final Behaviour behaviour;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  private RawServer(ServerSocket listener, Behaviour behaviour) {
    this.listener = listener;
    this.behaviour = behaviour;
  }

  /** What it does with a request. */
  @FunctionalInterface
  public interface Behaviour {
    void answer(String request, Socket connection) throws Exception;
  }

  /** Answers every request with these bytes. */
  public static RawServer answering(String answer) {
    return behaving((_, connection) -> write(connection, answer));
  }

  public static RawServer behaving(Behaviour behaviour) {
    try {
      return on(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Serves on a listener of the test's own, such as one that speaks TLS. */
  public static RawServer on(ServerSocket listener, Behaviour behaviour) {
    var server = new RawServer(listener, behaviour);
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  public static void write(Socket connection, String bytes) throws IOException {
    connection.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    connection.getOutputStream().flush();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public int port() {
    return listener.getLocalPort();
  }

  public List<String> requests() {
    return requests;
  }

  /** Every connection that was ever accepted. */
  public List<Socket> connections() {
    return connections;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (var connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var connection = listener.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var in = connection.getInputStream();
      var request = read(in);
      while (!request.isEmpty()) {
        requests.add(request);
        behaviour.answer(request, connection);
        request = read(in);
      }
    } catch (Exception _) {
      // The client went away, which is what many tests are about.
    }
  }

  private static String read(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int left = -1;
    while (left != 0) {
      int octet = in.read();
      if (octet < 0) {
        return "";
      }
      bytes.write(octet);
      if (left > 0) {
        left--;
      } else if (bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        left = contentLength(bytes.toString(StandardCharsets.ISO_8859_1));
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0);
  }
}
