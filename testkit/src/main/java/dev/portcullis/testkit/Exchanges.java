package dev.portcullis.testkit;

import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Fact;
import dev.portcullis.kernel.Headers;
import dev.portcullis.kernel.RequestHead;
import dev.portcullis.kernel.Route;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Exchanges as the edge would make them, for tests of controls. */
public final class Exchanges {

  public static final Route ROUTE =
      new Route("predict", "default", Route.Access.IDENTIFIED, 1 << 20, Duration.ofSeconds(30));

  private Exchanges() {}

  /** A POST from 203.0.113.7 with these header fields, on a loop that runs tasks at once. */
  public static Exchange with(Map<String, String> headers) {
    return of(post(headers));
  }

  public static Exchange of(RequestHead head) {
    return of(head, List.of());
  }

  /** A plain POST of which earlier controls have found out these facts. */
  public static Exchange knowing(Fact... facts) {
    return of(post(Map.of()), List.of(facts));
  }

  public static Exchange of(RequestHead head, List<Fact> facts) {
    return new Exchange("test-1", ROUTE, head, Instant.now(), Runnable::run, facts);
  }

  private static RequestHead post(Map<String, String> headers) {
    return new RequestHead("POST", "https", "localhost", "/", "", Headers.of(headers), client());
  }

  private static InetAddress client() {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 7});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
