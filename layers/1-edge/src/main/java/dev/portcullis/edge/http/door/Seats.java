package dev.portcullis.edge.http.door;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections there are, in all and by client address (IPv6: by /64, as one has many). A
 * listener's seats stand in the house's, so that all listeners together stay within what it has.
 */
public final class Seats {
  private static final int IPV6_CLIENT_BYTES = 8;

  private final int perAddress;
  private final int total;
  private final Optional<Seats> house;
  private final AtomicInteger taken = new AtomicInteger();
  private final ConcurrentHashMap<ByteBuffer, Integer> byAddress = new ConcurrentHashMap<>();

  public Seats(int perAddress, int total) {
    this(perAddress, total, Optional.empty());
  }

  private Seats(int perAddress, int total, Optional<Seats> house) {
    this.perAddress = perAddress;
    this.total = total;
    this.house = house;
  }

  /** Seats of one listener, each of which takes one of these as well. */
  public Seats within(int perAddress, int total) {
    return new Seats(perAddress, total, Optional.of(this));
  }

  /** A place that was taken, to be given back once; twice does no harm. */
  public final class Seat implements AutoCloseable {
    private final Optional<ByteBuffer> client;
    private final Optional<Seat> inHouse;
    private final AtomicBoolean given = new AtomicBoolean();

    private Seat(Optional<ByteBuffer> client, Optional<Seat> inHouse) {
      this.client = client;
      this.inHouse = inHouse;
    }

    @Override
    public void close() {
      if (given.compareAndSet(false, true)) {
        taken.decrementAndGet();
        client.ifPresent(key -> byAddress.computeIfPresent(key, (_, n) -> n == 1 ? null : n - 1));
        inHouse.ifPresent(Seat::close);
      }
    }
  }

  /** Places that are taken now. */
  public int taken() {
    return taken.get();
  }

  /** A seat for a client, or none where he or the house has no more. */
  public Optional<Seat> take(InetAddress client) {
    var key = key(client);
    if (byAddress.merge(key, 1, Integer::sum) > perAddress) {
      byAddress.computeIfPresent(key, (_, n) -> n == 1 ? null : n - 1);
      return Optional.empty();
    }
    return takeOne(Optional.of(key))
        .or(() -> {
          byAddress.computeIfPresent(key, (_, n) -> n == 1 ? null : n - 1);
          return Optional.empty();
        });
  }

  /** A seat for a trusted proxy, which counts for the house alone. */
  Optional<Seat> takeForProxy() {
    return takeOne(Optional.empty());
  }

  private Optional<Seat> takeOne(Optional<ByteBuffer> client) {
    if (taken.incrementAndGet() > total) {
      taken.decrementAndGet();
      return Optional.empty();
    }
    var inHouse = house.flatMap(Seats::takeForProxy);
    if (house.isPresent() && inHouse.isEmpty()) {
      taken.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(new Seat(client, inHouse));
  }

  private static ByteBuffer key(InetAddress address) {
    var bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address ? bytes.slice(0, IPV6_CLIENT_BYTES) : bytes;
  }
}
