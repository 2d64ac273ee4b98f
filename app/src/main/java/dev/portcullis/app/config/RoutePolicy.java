package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Rendering;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.OnError;
import dev.portcullis.kernel.Route;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.receipt.Gate;
import dev.portcullis.kernel.receipt.Outcome;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A route, and the policies that stand on it, in the order of stages and then of the file.
 *
 * @param policies only those whose control is asked
 */
public record RoutePolicy(RouteConfig route, List<BoundPolicy> policies) {

  public RoutePolicy {
    policies =
        policies.stream()
            .filter(p -> p.isAsked() && p.policy().isOn(route.id()))
            .sorted(Comparator.comparing(BoundPolicy::stage))
            .toList();
  }

  /** The route as controls see it; its policy goes by the route's name. */
  public Route kernelRoute() {
    return new Route(
        route.id(), route.id(), route.access(), route.maxBodyBytes(), route.deadline());
  }

  /** What the route demands of a receipt. */
  public Gate gate() {
    var accepted = new EnumMap<Stage, Set<Outcome>>(Stage.class);
    var speakers = new EnumMap<Stage, Set<String>>(Stage.class);
    for (var policy : policies) {
      if (Stage.GATED.contains(policy.stage())) {
        accepted
            .computeIfAbsent(policy.stage(), _ -> EnumSet.of(Outcome.ALLOW))
            .addAll(excused(policy.policy()));
        speakers.computeIfAbsent(policy.stage(), _ -> new HashSet<>()).add(policy.policy().id());
      }
    }
    return new Gate(route.id(), hash(), accepted, speakers);
  }

  /** What a stage may also say because of this policy's own words. */
  private static Set<Outcome> excused(PolicyConfig policy) {
    var outcomes = EnumSet.noneOf(Outcome.class);
    if (policy.mode() == Mode.OBSERVE) {
      outcomes.add(Outcome.OBSERVED);
    } else if (policy.onError() == OnError.ALLOW) {
      outcomes.add(Outcome.EXCUSED);
    }
    return outcomes;
  }

  /** Gated stages at which nothing stands that answers their question. */
  public List<Stage> holes() {
    var filled =
        policies.stream().filter(BoundPolicy::fillsItsStage).map(BoundPolicy::stage).toList();
    return Stage.GATED.stream()
        .filter(stage -> !filled.contains(stage))
        // Who says that a route is for anybody has said that nobody is identified there.
        .filter(s -> s != Stage.IDENTIFY || route.access() == Route.Access.IDENTIFIED)
        .toList();
  }

  /** SHA-256 over all that is said about the route, every default written out. */
  private String hash() {
    var text = new StringBuilder(Rendering.yaml(route));
    for (var policy : policies) {
      text.append(Rendering.yaml(rendered(policy)));
    }
    return Digest.sha256(text.toString());
  }

  static Map<String, Object> rendered(BoundPolicy policy) {
    var fields = new LinkedHashMap<>(Rendering.plain(policy.policy()));
    fields.put("settings", Rendering.plain(policy.terms().settings()));
    return fields;
  }
}
