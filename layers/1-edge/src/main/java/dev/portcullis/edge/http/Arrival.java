package dev.portcullis.edge.http;

import dev.portcullis.edge.bytes.InFlight;
import dev.portcullis.edge.http.routing.Cors;
import dev.portcullis.edge.http.routing.Match;
import dev.portcullis.edge.surfaces.Written;
import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.RequestHead;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request for which no exchange was made yet, and what it is told if none will be. */
record Arrival(Link link, Patrol patrol, HttpServerRequest request, String id) {
  /** What is told here has a few hundred bytes, and is told whatever else is held. */
  private static final InFlight SMALL = new InFlight(Long.MAX_VALUE);

  void turnAway(Denial denial, Refusals refusals) {
    refusals.refused(link.client(), denial);
    AnswerFields.addAdvice(request.response().headers(), denial);
    if (denial.reason() == Reason.MALFORMED) {
      link.turnstile().makeLast();
    }
    leave(Problem.of(denial, id, ""));
  }

  /** A preflight of an admitted origin is answered; everything else has the wrong method. */
  void wrongMethod(RequestHead head, Match.WrongMethod wrong, Refusals refusals) {
    var preflight =
        head.method().equals("OPTIONS") ? preflight(head, wrong) : Optional.<Written>empty();
    if (preflight.isPresent()) {
      leave(preflight.get());
      return;
    }
    var denial = Denial.of(Reason.METHOD_NOT_ALLOWED, "method not taken");
    request.response().headers().set("allow", String.join(", ", wrong.allowed()));
    turnAway(denial, refusals);
  }

  private Optional<Written> preflight(RequestHead head, Match.WrongMethod wrong) {
    var origin = head.headers().header("origin");
    var method = head.headers().header("access-control-request-method");
    return wrong.routes().stream()
        .filter(route -> method.filter(route.method()::equals).isPresent())
        .filter(route -> origin.filter(route.cors()::admits).isPresent())
        .findFirst()
        .map(route -> permission(route.cors(), origin.orElseThrow(), route.method()));
  }

  private Written permission(Cors cors, String origin, String method) {
    AnswerFields.addOrigin(request.response().headers(), cors, Optional.of(origin));
    var fields =
        Map.of(
            "access-control-allow-methods", method,
            "access-control-allow-headers", String.join(", ", cors.headers()),
            "access-control-max-age", Long.toString(cors.maxAge().toSeconds()));
    return new Written(204, "", fields, List.of());
  }

  private void leave(Written written) {
    var outlet = new Outlet(request, link, SMALL.hold());
    AnswerFields.addCommon(request.response().headers(), id);
    written.headers().forEach(request.response().headers()::set);
    outlet.head(written.status(), written.mediaType());
    outlet.end(written.body());
  }
}
