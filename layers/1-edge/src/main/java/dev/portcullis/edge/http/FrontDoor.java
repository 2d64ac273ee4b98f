package dev.portcullis.edge.http;

import dev.portcullis.edge.http.routing.EdgeRoute;
import dev.portcullis.edge.http.routing.Match;
import dev.portcullis.edge.http.routing.RoutingTable;
import dev.portcullis.edge.surfaces.Target;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.DeniedException;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.RequestHead;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Where a request becomes an exchange on its route's road, or is turned away. */
final class FrontDoor {
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

  void enter(Link link, HttpServerRequest request) {
    var arrival = new Arrival(link, request, RequestFields.requestId(request.headers()));
    try {
      var head = RequestFields.head(request, listener.scheme(), link.client());
      switch (routes.get().match(head.path(), head.method())) {
        case Match.Found(var route, var variables) -> walk(arrival, head, route, variables);
        case Match.WrongMethod wrong -> arrival.wrongMethod(head, wrong, services.refusals());
        case Match.Unknown _ ->
            arrival.turnAway(Denial.of(Reason.NOT_FOUND, "no such route"), services.refusals());
      }
    } catch (DeniedException e) {
      arrival.turnAway(e.denial(), services.refusals());
    }
  }

  private void walk(
      Arrival arrival, RequestHead head, EdgeRoute route, Map<String, String> variables) {
    var link = arrival.link();
    var request = arrival.request();
    var exchange = new Exchange(arrival.id(), route.route(), head, Instant.now(), link);
    var target = new Target(head, variables, RequestFields.mediaType(request.headers()));
    var body =
        new BodyReader(
            services.inFlight(), route.route().maxBodyBytes(), RequestFields.bodyLength(request));
    var parsing = new Intake.Parsing(link, services.workers(), limits.maxInflation());
    var intake = new Intake(route, target, body, request, parsing);
    var outlet = new Outlet(request.response(), link.turnstile());
    link.carries(intake);
    request.exceptionHandler(
        _ -> intake.giveUp(Denial.of(Reason.MALFORMED, "the client went away")));
    var wire = new EdgeWire(exchange, route, intake, outlet, listener);
    route.road().serve(exchange, wire).whenComplete((_, _) -> link.execute(intake::close));
    intake.holdBack();
  }
}
