package dev.portcullis.monitoring.audit;

import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Reason;

/**
 * Refusals that are alike: the same reason, on the same route, to the same network.
 *
 * @param network a network as {@code 203.0.113.0/24}, or {@link #ELSEWHERE}
 */
record Group(Reason reason, String route, String network) {

  /** Stands for all networks that there was no room for. */
  static final String ELSEWHERE = "elsewhere";

  private static final int IPV6_GROUPS = 3;

  static Group of(ExchangeRecord refused, Reason reason) {
    return new Group(reason, refused.route().id(), network(refused.client()));
  }

  /** The same without telling networks apart. */
  Group elsewhere() {
    return new Group(reason, route, ELSEWHERE);
  }

  /** A /24 of IPv4 or a /48 of IPv6: what one party usually has, and can vary as he likes. */
  static String network(String address) {
    int dot = address.lastIndexOf('.');
    if (dot > 0) {
      return address.substring(0, dot) + ".0/24";
    }
    int end = 0;
    for (int i = 0; i < IPV6_GROUPS; i++) {
      end = address.indexOf(':', end) + 1;
      if (end == 0) {
        return ELSEWHERE;
      }
    }
    return address.substring(0, end) + ":/48";
  }
}
