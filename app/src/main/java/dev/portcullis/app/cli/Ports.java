package dev.portcullis.app.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback. */
final class Ports {

  private Ports() {}

  /**
   * A port that can be bound, so that a taken one is told before anything was started.
   *
   * @param option by which another can be chosen
   * @param port 0 for any
   */
  static int free(String option, int port) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IllegalArgumentException e) {
      throw new Complaint(option + " " + port + " (expected: 0..65535)");
    } catch (BindException e) {
      throw new Complaint(
          "port " + port + " is taken or not allowed; choose another: " + option + " PORT");
    }
  }
}
