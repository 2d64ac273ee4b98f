package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Problems;
import dev.portcullis.app.config.binding.Suggestion;
import dev.portcullis.app.config.binding.Tree;
import dev.portcullis.edge.http.routing.PathPattern;
import dev.portcullis.gateway.oauth.AccessTokenSettings;
import dev.portcullis.gateway.spend.SpendSettings;
import dev.portcullis.kernel.Route;
import dev.portcullis.kernel.Stage;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What no single object of the file can know: that names are unique, and refer to something. */
final class Consistency {

  private final Configuration configuration;
  private final Tree tree;
  private final Problems problems;

  Consistency(Configuration configuration, Tree tree, Problems problems) {
    this.configuration = configuration;
    this.tree = tree;
    this.problems = problems;
  }

  void check(List<BoundPolicy> policies) {
    unique("listeners", configuration.listeners(), ListenerConfig::name, "name");
    unique("upstreams", configuration.upstreams(), UpstreamConfig::name, "name");
    unique("models", configuration.models(), m -> m.name() + " " + m.version(), "name");
    unique("routes", configuration.routes(), RouteConfig::id, "id");
    unique("policies", configuration.policies(), PolicyConfig::id, "id");
    required("/listeners", configuration.listeners());
    required("/routes", configuration.routes());
    for (int i = 0; i < configuration.listeners().size(); i++) {
      checkListener("/listeners/" + i, configuration.listeners().get(i));
    }
    for (int i = 0; i < configuration.routes().size(); i++) {
      checkRoute("/routes/" + i, configuration.routes().get(i));
    }
    for (int i = 0; i < configuration.models().size(); i++) {
      var model = configuration.models().get(i);
      attempt("/models/" + i, model::settings);
    }
    for (int i = 0; i < configuration.upstreams().size(); i++) {
      var upstream = configuration.upstreams().get(i);
      attempt("/upstreams/" + i, upstream::settings);
    }
    attempt("/fetch", configuration.fetch()::settings);
    checkIssuers(policies);
    checkSpending(policies);
    checkShapes();
    for (int i = 0; i < configuration.policies().size(); i++) {
      checkPolicy("/policies/" + i, configuration.policies().get(i));
    }
    if (policies.size() == configuration.policies().size()) {
      checkGates(policies);
    }
  }

  private void checkIssuers(List<BoundPolicy> policies) {
    var issuers = new IssuerNames(configuration.issuers(), this::at);
    unique("issuers", configuration.issuers(), IssuerConfig::name, "name");
    for (int i = 0; i < configuration.issuers().size(); i++) {
      var issuer = configuration.issuers().get(i);
      attempt("/issuers/" + i, issuer::settings);
      attempt("/issuers/" + i, issuer::egress);
    }
    issuers.requireApart();
    for (var policy : policies) {
      if (policy.terms().settings() instanceof AccessTokenSettings trusted) {
        var where = "/policies/" + configuration.policies().indexOf(policy.policy());
        issuers.requireSome(where, trusted);
        for (int i = 0; i < trusted.issuers().size(); i++) {
          known(
              where + "/settings/issuers/" + i,
              "issuer",
              issuers.names(),
              trusted.issuers().get(i));
        }
      }
    }
  }

  /** An account knows no policy: two that both charge it would each count the other's requests. */
  private void checkSpending(List<BoundPolicy> policies) {
    var earlier = new LinkedHashMap<String, SpendSettings>();
    for (var policy : policies) {
      if (policy.isAsked() && policy.terms().settings() instanceof SpendSettings spend) {
        var where = "/policies/" + configuration.policies().indexOf(policy.policy());
        earlier.forEach((id, other) ->
            spend.sharedWith(other).ifPresent(account -> at(where, shared(id, account))));
        earlier.put(policy.policy().id(), spend);
      }
    }
  }

  private static String shared(String policy, String account) {
    return "charges an account of policy "
        + policy
        + " too: "
        + account
        + " (expected: one policy, or other models or another period)";
  }

  private <T> void unique(String where, List<T> objects, Function<T, String> name, String key) {
    var first = new HashMap<String, Integer>();
    for (int i = 0; i < objects.size(); i++) {
      var earlier = first.putIfAbsent(name.apply(objects.get(i)), i);
      if (earlier != null) {
        at(
            "/" + where + "/" + i + "/" + key,
            "`" + name.apply(objects.get(i)) + "` is the " + key + " of two " + where);
      }
    }
  }

  private void required(String where, List<?> objects) {
    if (objects.isEmpty()) {
      at(where, "none (expected: at least one)");
    }
  }

  private void checkListener(String where, ListenerConfig listener) {
    attempt(where + "/hosts", listener::edgeHosts);
    attempt(where + "/trusted_proxies", listener::proxies);
    if (listener.tls().kind() == TlsConfig.Kind.DEVELOPMENT && !isLoopback(listener.host())) {
      at(
          where + "/tls",
          "a development certificate on " + listener.host() + " (expected: host 127.0.0.1 or ::1)");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private void checkRoute(String where, RouteConfig route) {
    var upstreams = configuration.upstreams().stream().map(UpstreamConfig::name).toList();
    route.upstream().ifPresent(name -> known(where + "/upstream", "upstream", upstreams, name));
    if (route.upstream().isEmpty()) {
      if (needsUpstream(route.surface())) {
        at(where, "route " + route.id() + " names no upstream (expected: `upstream: NAME`)");
      }
    }
    attempt(where + "/cors", route::edgeCors);
    for (int i = 0; i < route.unprotected().size(); i++) {
      if (!Stage.GATED.contains(route.unprotected().get(i))) {
        at(
            where + "/unprotected/" + i,
            route.unprotected().get(i)
                + " has no slot in the receipt (expected: IDENTIFY .. PROTECT)");
      }
    }
  }

  /** What the layers themselves refuse, told with the place in the file. */
  private void attempt(String where, Supplier<?> making) {
    try {
      var _ = making.get();
    } catch (IllegalArgumentException e) {
      at(where, String.valueOf(e.getMessage()));
    }
  }

  private void checkShapes() {
    var first = new HashMap<String, String>();
    for (int i = 0; i < configuration.routes().size(); i++) {
      var route = configuration.routes().get(i);
      for (var entrance : Entrance.of(route)) {
        attempt("/routes/" + i + "/path", () -> PathPattern.of(entrance.path()));
        var earlier = first.putIfAbsent(entrance.shape(), route.id());
        if (earlier != null) {
          at("/routes/" + i + "/path", entrance + " is route " + earlier + "'s already");
        }
      }
    }
  }

  private static boolean needsUpstream(RouteConfig.Surface surface) {
    return switch (surface) {
      case JSON, RAW, OPENAI -> true;
      case IMAGE, OIP, ASSET, DATASETS, VERSIONS -> false;
    };
  }

  private void checkPolicy(String where, PolicyConfig policy) {
    if (policy.id().equals(DefaultPolicies.REVOCATION)
        && !policy.control().equals(DefaultPolicies.REVOCATION)) {
      at(where + "/id", "`" + policy.id() + "` is the control's own (expected: another id)");
    }
    var routes = configuration.routes().stream().map(RouteConfig::id).toList();
    for (int i = 0; i < policy.appliesTo().size(); i++) {
      var route = policy.appliesTo().get(i);
      if (!route.equals(PolicyConfig.EVERYWHERE)) {
        known(where + "/applies_to/" + i, "route", routes, route);
      }
    }
  }

  private void known(String where, String what, List<String> known, String name) {
    if (!known.contains(name)) {
      at(where, "unknown " + what + " `" + name + "`" + Suggestion.among(known, name));
    }
  }

  private void checkGates(List<BoundPolicy> policies) {
    for (int i = 0; i < configuration.routes().size(); i++) {
      var route = configuration.routes().get(i);
      checkGate("/routes/" + i, route, new RoutePolicy(route, policies).holes());
    }
  }

  private void checkGate(String where, RouteConfig route, List<Stage> holes) {
    for (var hole : holes) {
      if (hole == Stage.IDENTIFY && route.access() == Route.Access.IDENTIFIED) {
        at(
            where,
            "route "
                + route.id()
                + " has nobody to identify callers (expected: a policy at IDENTIFY, "
                + "or `access: anonymous`)");
      } else if (!route.unprotected().contains(hole)) {
        at(
            where,
            "route "
                + route.id()
                + " leaves "
                + hole
                + " empty: add a policy or name it in unprotected");
      }
    }
    for (var named : route.unprotected()) {
      if (Stage.GATED.contains(named) && !holes.contains(named) && named != Stage.IDENTIFY) {
        at(where + "/unprotected", "names " + named + ", but a policy stands there");
      }
    }
  }

  private void at(String pointer, String message) {
    problems.at(tree.placeOf(pointer), message);
  }
}
