package dev.portcullis.edge.egress;

import java.net.InetAddress;

/** A block of addresses, such as {@code 127.0.0.0/8} or {@code ::1/128}. */
public record Cidr(InetAddress network, int bits) {

  public Cidr {
    if (bits < 0 || bits > network.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException(
          "cidr: /" + bits + " (expected: no longer than the address)");
    }
  }

  /** A block from its text; a bare address is the block of it alone. */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    try {
      var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int all = network.getAddress().length * Byte.SIZE;
      return new Cidr(network, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cidr: " + text + " (expected: address/bits)", e);
    }
  }

  /** Whether an address lies in the block; one of the other family never does. */
  public boolean contains(InetAddress address) {
    var wanted = network.getAddress();
    var found = address.getAddress();
    if (wanted.length != found.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (wanted[i] != found[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    int mask = rest == 0 ? 0 : 0xFF << (Byte.SIZE - rest) & 0xFF;
    return mask == 0 || ((wanted[whole] ^ found[whole]) & mask) == 0;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }
}
