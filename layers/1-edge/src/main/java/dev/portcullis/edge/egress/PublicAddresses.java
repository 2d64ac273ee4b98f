package dev.portcullis.edge.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are anybody's, by IANA's registries of special purposes. For version 6 the rule
 * is turned round: only global unicast may be public, and what embeds a version 4 address may not.
 */
final class PublicAddresses {

  private static final List<Cidr> SPECIAL_V4 =
      blocks(
          "0.0.0.0/8", // this network, and unspecified
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared by carriers; 100.100.100.200 serves metadata
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local; 169.254.169.254 serves metadata
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments; 192.0.0.192 serves metadata
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // AMT
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "168.63.129.16/32", // a cloud's own platform, on a public address
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, and broadcast

  private static final Cidr GLOBAL_V6 = Cidr.parse("2000::/3");

  private static final List<Cidr> SPECIAL_V6 =
      blocks(
          "2001::/23", // protocol assignments, Teredo among them
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4: embeds version 4
          "2620:4f:8000::/48", // AS112
          "3fff::/20", // documentation
          "3ffe::/16"); // the test network that was

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    if (address instanceof Inet6Address) {
      return GLOBAL_V6.contains(address) && noneOf(SPECIAL_V6, address) && !isTunnel(address);
    }
    return noneOf(SPECIAL_V4, address);
  }

  /** ISATAP embeds version 4 behind any prefix, with this identifier. */
  private static boolean isTunnel(InetAddress address) {
    var octets = address.getAddress();
    return (octets[8] & 0xFC) == 0
        && octets[9] == 0
        && octets[10] == 0x5E
        && octets[11] == (byte) 0xFE;
  }

  private static boolean noneOf(List<Cidr> blocks, InetAddress address) {
    return blocks.stream().noneMatch(block -> block.contains(address));
  }

  private static List<Cidr> blocks(String... texts) {
    return Stream.of(texts).map(Cidr::parse).toList();
  }
}
