package dev.portcullis.edge.egress;

import dev.portcullis.edge.egress.EgressSettings.Allow;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Decides where a URL may lead: before its name is resolved, and after. */
final class Destination {

  static final int MAX_ADDRESSES = 32;

  private final EgressSettings settings;

  Destination(EgressSettings settings) {
    this.settings = settings;
  }

  /**
   * What the URL alone forbids.
   *
   * @throws RefusedException where it does
   */
  void requireAllowed(FetchUrl url) {
    if (!settings.schemes().contains(url.scheme())) {
      throw new RefusedException("a scheme other than https");
    }
    if (exception(url).isEmpty()) {
      if (!settings.ports().contains(url.port())) {
        throw new RefusedException("a port that is not allowed");
      }
      if (url.namesInside()) {
        throw new RefusedException("a name for something inside");
      }
    }
  }

  /**
   * The address to connect to. One bad address among several refuses them all: which of them a
   * server means by its name is not for it to play with.
   *
   * @throws RefusedException where there is none
   */
  InetAddress pin(FetchUrl url, List<InetAddress> addresses) {
    if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
      throw new RefusedException("no addresses, or too many");
    }
    var exception = exception(url);
    if (exception.isPresent()) {
      return addresses.stream()
          .filter(exception.get().cidr()::contains)
          .findFirst()
          .orElseThrow(() -> new RefusedException("an allowed name outside its block"));
    }
    if (!addresses.stream().allMatch(PublicAddresses::contains)) {
      throw new RefusedException("an address that is not public");
    }
    return addresses.getFirst();
  }

  private Optional<Allow> exception(FetchUrl url) {
    return settings.allow().stream()
        .filter(allow -> allow.host().equals(url.host()) && allow.port() == url.port())
        .findFirst();
  }
}
