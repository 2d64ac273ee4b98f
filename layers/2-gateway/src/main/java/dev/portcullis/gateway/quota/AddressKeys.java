package dev.portcullis.gateway.quota;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Which counter an address has: its own for IPv4, its network's for IPv6. */
final class AddressKeys {

  private final int ipv6PrefixBits;

  AddressKeys(int ipv6PrefixBits) {
    this.ipv6PrefixBits = ipv6PrefixBits;
  }

  String of(InetAddress client) {
    if (client instanceof Inet4Address) {
      return "address:" + client.getHostAddress();
    }
    // Hex without colons: one spelling for each network, and no zone id that a client could vary.
    return "address:" + HexFormat.of().formatHex(network(client.getAddress()));
  }

  private byte[] network(byte[] address) {
    int wholeBytes = ipv6PrefixBits / 8;
    if (wholeBytes < address.length) {
      address[wholeBytes] &= (byte) (0xff00 >> (ipv6PrefixBits % 8));
    }
    for (int i = wholeBytes + 1; i < address.length; i++) {
      address[i] = 0;
    }
    return address;
  }
}
