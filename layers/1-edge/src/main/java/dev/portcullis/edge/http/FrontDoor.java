package dev.portcullis.edge.http;

import dev.portcullis.edge.bytes.InFlight;
import dev.portcullis.edge.http.door.Seats;
import dev.portcullis.edge.http.routing.EdgeRoute;
import dev.portcullis.edge.http.routing.Match;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Fact;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Road;
import dev.portcullis.kernel.TrustedProxy;
import dev.portcullis.kernel.Wire;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Where a request becomes an exchange on its route's road, or is turned away. */
final class FrontDoor {
  private static final Denial GONE = Denial.of(Reason.MALFORMED, "the client went away");

  private final ListenerSettings listener;
  private final EdgeServices services;
  private final EdgeLimits limits;
  private final Supplier<RoutingTable> routes;

  FrontDoor(
      ListenerSettings listener,
      EdgeServices services,
      EdgeLimits limits,
      Supplier<RoutingTable> routes) {
    this.listener = listener;
    this.services = services;
    this.limits = limits;
    this.routes = routes;
  }

  void enter(Link link, Patrol patrol, HttpServerRequest request) {
    var arrival = new Arrival(link, patrol, request, RequestFields.requestId(request.headers()));
    try {
      RequestFields.requireGood(request, limits.framing());
      var head = RequestFields.head(request, listener, link);
      switch (routes.get().match(head.path(), head.method())) {
        case Match.Found(var route, var variables) ->
            walk(arrival, route, new Target(head, variables, RequestFields.mediaType(request)));
        case Match.WrongMethod wrong -> arrival.wrongMethod(head, wrong, services.refusals());
        case Match.Unknown _ ->
            arrival.turnAway(Denial.of(Reason.NOT_FOUND, "no such route"), services.refusals());
      }
    } catch (RuntimeException e) {
      arrival.turnAway(failed(e), services.refusals());
    }
  }

  private void walk(Arrival arrival, EdgeRoute route, Target target) {
    var link = arrival.link();
    var request = arrival.request();
    var hold = services.inFlight().hold();
    var intake = intake(link, route, target, request, hold);
    var seat = seat(link, target.head().client());
    var known = known(target.head().client());
    var exchange =
        new Exchange(arrival.id(), route.route(), target.head(), Instant.now(), link, hold, known);
    var outlet = new Outlet(request, link, services.inFlight().hold());
    var visit = new Visit(exchange, link, intake, outlet, seat, limits.pace());
    link.enter(intake);
    arrival.patrol().watch(visit);
    request.exceptionHandler(_ -> intake.giveUp(GONE));
    serve(route.road(), exchange, new EdgeWire(exchange, route, intake, outlet, listener))
        .whenComplete((_, _) -> link.execute(() -> end(arrival.patrol(), visit)));
    intake.holdBack();
  }

  /** A road that fails, which none should, has refused: nobody waits for it for ever. */
  private static CompletionStage<?> serve(Road road, Exchange exchange, Wire wire) {
    try {
      return road.serve(exchange, wire)
          .<Object>thenApply(done -> done)
          .exceptionallyCompose(e -> wire.refuse(failed(e)).thenApply(_ -> e));
    } catch (RuntimeException | Error e) {
      return wire.refuse(failed(e));
    }
  }

  private static Denial failed(Throwable failure) {
    return DeniedException.denialOf(failure, Reason.CONTROL_FAILED);
  }

  private Intake intake(
      Link link, EdgeRoute route, Target target, HttpServerRequest request, InFlight.Hold hold) {
    var body =
        new BodyReader(hold, route.route().maxBodyBytes(), RequestFields.bodyLength(request));
    var parsing = new Intake.Parsing(link, services.workers(), limits.maxInflation());
    return new Intake(route, target, body, request, parsing);
  }

  /** What controls are to know before any of them was asked. */
  private List<Fact> known(InetAddress client) {
    return listener.proxies().trusts(client) ? List.of(new TrustedProxy()) : List.of();
  }

  /**
   * A client whom a proxy's field names has no connection of his own: his exchanges are counted.
   */
  private Optional<Seats.Seat> seat(Link link, InetAddress client) {
    if (client.equals(link.client()) || listener.proxies().trusts(client)) {
      return Optional.empty();
    }
    var seat = services.seats().take(client);
    if (seat.isEmpty()) {
      throw new DeniedException(Reason.OVERLOADED, "too many exchanges of one client");
    }
    return seat;
  }

  private static void end(Patrol patrol, Visit visit) {
    patrol.leave(visit);
    visit.end();
  }
}
