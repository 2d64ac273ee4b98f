package dev.portcullis.edge.http.door;

import java.net.InetAddress;

/** A range of addresses such as {@code 10.0.0.0/8}. */
public record Cidr(InetAddress network, int prefixBits) {
  public Cidr {
    var most = network.getAddress().length * 8;
    if (prefixBits < 0 || prefixBits > most) {
      throw new IllegalArgumentException(
          "prefix: %d (expected: 0..%d bits)".formatted(prefixBits, most));
    }
  }

  /** Reads {@code 10.0.0.0/8}, or one address. */
  public static Cidr of(String text) {
    var slash = text.indexOf('/');
    var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    var bits =
        slash < 0
            ? network.getAddress().length * 8
            : Integer.parseInt(text, slash + 1, text.length(), 10);
    return new Cidr(network, bits);
  }

  /** Whether the address is in the range. */
  public boolean contains(InetAddress address) {
    var mine = network.getAddress();
    var other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (var bit = 0; bit < prefixBits; bit += 8) {
      var mask = 0xff << Math.max(0, 8 - (prefixBits - bit));
      if (((mine[bit / 8] ^ other[bit / 8]) & mask & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }
}
