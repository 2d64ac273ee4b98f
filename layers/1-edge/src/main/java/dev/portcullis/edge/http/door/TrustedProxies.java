package dev.portcullis.edge.http.door;

import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.Reason;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The proxies whose word on a client's address is taken.
 *
 * @param silence what a request means for which one of them names nobody
 */
public record TrustedProxies(List<Cidr> ranges, Silence silence) {
  /** No proxy is trusted: the default. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private static final int MAX_HOPS = 16;

  /** What becomes of a request that a trusted proxy sends without saying for whom. */
  public enum Silence {
    /** It is refused: all of the proxy's clients would share one address, and be limited as one. */
    REFUSED,
    /** It is served and held to no limit by address: a proxy's own, such as a health check. */
    SERVED
  }

  public TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  /** Proxies that always have to say whose request it is. */
  public TrustedProxies(List<Cidr> ranges) {
    this(ranges, Silence.REFUSED);
  }

  /** Whether this address is a trusted proxy's. */
  public boolean trusts(InetAddress address) {
    for (var range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The client: the rightmost hop that no trusted proxy vouches for. What stands left of it is the
   * client's own say. Where all hops are trusted, the first of them asked; where there are none,
   * the proxy itself.
   *
   * @throws DeniedException where a trusted proxy's field cannot be read, or must be there and is
   *     not
   */
  public InetAddress client(InetAddress peer, Headers headers) {
    if (!trusts(peer)) {
      return peer;
    }
    var hops = hops(headers);
    if (hops.isEmpty() && silence == Silence.REFUSED) {
      throw malformed("no forwarding field from a trusted proxy");
    }
    for (var hop : hops.reversed()) {
      var address = Hop.address(hop);
      if (!trusts(address)) {
        return address;
      }
    }
    return hops.isEmpty() ? peer : Hop.address(hops.getFirst());
  }

  private static List<String> hops(Headers headers) {
    var forwarded = headers.all("forwarded");
    var chain = headers.all("x-forwarded-for");
    if (!forwarded.isEmpty() && !chain.isEmpty()) {
      throw malformed("both forwarded and x-forwarded-for");
    }
    var hops = new ArrayList<String>();
    for (var field : forwarded) {
      for (var element : field.split(",", -1)) {
        hops.add(Hop.forParameter(element));
      }
    }
    for (var field : chain) {
      hops.addAll(List.of(field.split(",", -1)));
    }
    if (hops.size() > MAX_HOPS) {
      throw malformed("more hops than proxies have");
    }
    return hops;
  }

  static DeniedException malformed(String detail) {
    return new DeniedException(Reason.MALFORMED, "client address: " + detail);
  }
}
