package dev.portcullis.gateway.authz;

import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Plane;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One line of who may do what. It only ever allows, and says all four in words, so that nothing is
 * allowed because somebody forgot to name it.
 *
 * @param clients names of clients; {@code *} stands for any characters
 * @param tiers names of tiers, alike
 * @param models names of models, alike; {@code name:version} for one version
 * @param scopes such as {@code inference:predict}, or {@code inference:*} for a whole plane
 */
public record AccessRule(
    List<String> clients, List<String> tiers, List<String> models, List<String> scopes) {

  static final int MAX_NAMES = 256;
  private static final SortedSet<String> KNOWN_SCOPES = knownScopes();

  public AccessRule {
    clients = checked("clients", clients);
    tiers = checked("tiers", tiers);
    models = checked("models", models);
    scopes = checked("scopes", scopes);
    scopes.forEach(AccessRule::requireKnown);
  }

  private static List<String> checked(String key, List<String> patterns) {
    if (patterns.isEmpty() || patterns.size() > MAX_NAMES) {
      throw new IllegalArgumentException(
          key + ": " + patterns.size() + " names (expected: 1.." + MAX_NAMES + "; \"*\" for any)");
    }
    Patterns.check(key, patterns);
    return List.copyOf(patterns);
  }

  private static void requireKnown(String scope) {
    if (!KNOWN_SCOPES.contains(scope)) {
      throw new IllegalArgumentException(
          "scopes: `" + scope + "` (expected: " + String.join(" | ", KNOWN_SCOPES) + ")");
    }
  }

  private static SortedSet<String> knownScopes() {
    var known = new TreeSet<String>();
    Arrays.stream(Operation.values()).map(Operation::scope).forEach(known::add);
    Arrays.stream(Plane.values()).map(Plane::everything).forEach(known::add);
    return Collections.unmodifiableSortedSet(known);
  }
}
