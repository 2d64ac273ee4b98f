package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Section;
import dev.portcullis.gateway.revocation.RevocationFactory;
import dev.portcullis.gateway.revocation.RevocationSettings;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.OnError;
import dev.portcullis.kernel.Stage;
import java.util.List;
import java.util.stream.Stream;

/**
 * Policies that stand though nobody wrote them. Wherever callers are identified, what was taken
 * back is refused; who wants it otherwise writes a policy of that control, with other words.
 */
final class DefaultPolicies {

  /** The id of the policy, and the name of its control. */
  static final String REVOCATION = "revocation";

  private final Configuration configuration;
  private final Controls controls;

  DefaultPolicies(Configuration configuration, Controls controls) {
    this.configuration = configuration;
    this.controls = controls;
  }

  /** These policies, after those that stand by default. */
  List<BoundPolicy> beside(List<BoundPolicy> written) {
    var routes =
        configuration.routes().stream()
            .map(RouteConfig::id)
            .filter(route -> isIdentified(route, written) && !isDecided(route, written))
            .toList();
    return routes.isEmpty() || controls.find(REVOCATION).isEmpty()
        ? written
        : Stream.concat(Stream.of(refusing(routes)), written.stream()).toList();
  }

  private static boolean isIdentified(String route, List<BoundPolicy> written) {
    return written.stream()
        .anyMatch(p -> p.isAsked() && p.stage() == Stage.IDENTIFY && p.policy().isOn(route));
  }

  private static boolean isDecided(String route, List<BoundPolicy> written) {
    return written.stream()
        .map(BoundPolicy::policy)
        .anyMatch(p -> p.control().equals(REVOCATION) && p.isOn(route));
  }

  private static BoundPolicy refusing(List<String> routes) {
    var policy =
        new PolicyConfig(
            REVOCATION, REVOCATION, routes, Mode.ENFORCE, OnError.DENY, Section.empty());
    return new BoundPolicy(
        policy, new BoundPolicy.Terms<>(new RevocationFactory(), RevocationSettings.defaults()));
  }
}
