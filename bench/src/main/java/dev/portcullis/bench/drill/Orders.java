package dev.portcullis.bench.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the attacker's process is told.
 *
 * @param clearPort the listener without TLS
 * @param tlsPort the one with it
 * @param chain the server's certificate
 * @param key one that the gateway takes
 * @param connections how many are held open, over {@value #ADDRESSES} client addresses
 */
record Orders(int clearPort, int tlsPort, Path chain, String key, int connections, Duration time) {

  static final int ADDRESSES = 64;

  private static final int ARGUMENTS = 6;

  List<String> arguments() {
    return List.of(
        "" + clearPort,
        "" + tlsPort,
        chain.toString(),
        key,
        "" + connections,
        "" + time.toSeconds());
  }

  static Orders parse(List<String> arguments) {
    if (arguments.size() != ARGUMENTS) {
      throw new IllegalArgumentException("orders: " + arguments.size() + " words (expected: 6)");
    }
    return new Orders(
        Integer.parseInt(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        Path.of(arguments.get(2)),
        arguments.get(3),
        Integer.parseInt(arguments.get(4)),
        Duration.ofSeconds(Long.parseLong(arguments.get(5))));
  }
}
