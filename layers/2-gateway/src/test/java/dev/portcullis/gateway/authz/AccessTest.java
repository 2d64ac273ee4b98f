package dev.portcullis.gateway.authz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decisions against a second, naive evaluator, and what holds whatever the policy is. */
final class AccessTest {

  private static final long SEED = 20_261_122;
  private static final int WORLDS = 1_000_000;
  private static final int SHARES = 8;
  private static final int REQUESTS_PER_POLICY = 5;
  private static final int PROPERTIES = 20_000;

  @Test
  void millionRandomPoliciesAndRequests_areDecidedAsTheNaiveEvaluatorDecidesThem() {
    var compared =
        IntStream.range(0, SHARES)
            .parallel()
            .mapToObj(share -> compare(Worlds.seeded(SEED + 100 + share), WORLDS / SHARES))
            .toList();

    assertThat(compared).flatExtracting(Compared::differences).isEmpty();
    // A comparison of nothing but refusals would compare little.
    for (var decision : Decision.values()) {
      var times = compared.stream().mapToInt(c -> c.seen().getOrDefault(decision, 0)).sum();
      assertThat(times).as(decision.name()).isGreaterThan(WORLDS / 100);
    }
  }

  private record Compared(Map<Decision, Integer> seen, List<String> differences) {}

  private static Compared compare(Worlds worlds, int count) {
    var seen = new EnumMap<Decision, Integer>(Decision.class);
    var differences = new ArrayList<String>();
    var policy = worlds.policy();
    var access = new Access(policy);
    for (int i = 0; i < count; i++) {
      if (i % REQUESTS_PER_POLICY == 0) {
        policy = worlds.policy();
        access = new Access(policy);
      }
      var caller = worlds.caller();
      var model = worlds.model();
      var operation = worlds.operation();
      var decided = access.decide(caller, model, operation);
      if (decided != new NaiveAccess(policy).decide(caller, model, operation)) {
        differences.add(policy + " " + caller + " " + model + " " + operation);
      }
      seen.merge(decided, 1, Integer::sum);
    }
    return new Compared(seen, differences);
  }

  @Test
  void decision_isAllowed_onlyWhereTheCredentialAloneWouldAllowItToo() {
    var worlds = Worlds.seeded(SEED + 2);
    for (int i = 0; i < PROPERTIES; i++) {
      var policy = worlds.policy();
      var withoutRules = new ModelAccessSettings(policy.models(), Optional.empty());
      var caller = worlds.caller();
      var model = worlds.model();
      var operation = worlds.operation();

      if (isAllowed(policy, caller, model, operation)) {
        assertThat(isAllowed(withoutRules, caller, model, operation)).isTrue();
      }
    }
  }

  @Test
  void oneMoreRule_takesNothingAway() {
    var worlds = Worlds.seeded(SEED + 3);
    for (int i = 0; i < PROPERTIES; i++) {
      var policy = worlds.policy();
      var caller = worlds.caller();
      var model = worlds.model();
      var operation = worlds.operation();
      var more = new ArrayList<>(policy.rules().orElse(List.of()));
      more.add(worlds.rule());

      if (policy.rules().isPresent() && isAllowed(policy, caller, model, operation)) {
        assertThat(isAllowed(policy.withRules(more), caller, model, operation)).isTrue();
      }
    }
  }

  @Test
  void orderOfRules_doesNotMatter() {
    var worlds = Worlds.seeded(SEED + 4);
    var order = new Random(SEED);
    for (int i = 0; i < PROPERTIES; i++) {
      var policy = worlds.policy();
      var shuffled = new ArrayList<>(policy.rules().orElse(List.of(worlds.rule())));
      Collections.shuffle(shuffled, order);
      var caller = worlds.caller();
      var model = worlds.model();
      var operation = worlds.operation();

      if (policy.rules().isPresent()) {
        assertThat(new Access(policy.withRules(shuffled)).decide(caller, model, operation))
            .isEqualTo(new Access(policy).decide(caller, model, operation));
      }
    }
  }

  @Test
  void callersBeyondTheBound_areDecidedAlike_andNoMoreAreKept() {
    var rule =
        new AccessRule(List.of("client-1*"), List.of("*"), List.of("m"), List.of("inference:*"));
    var access = new Access(ModelAccessSettings.defaults().withRules(List.of(rule)));

    for (int i = 0; i < 3 * Access.MAX_CALLERS; i++) {
      var client = "client-" + i;
      var caller = new Identity(client, "k", "t", List.of("*"), List.of("inference:*"));

      assertThat(access.decide(caller, ModelRef.of("m"), Operation.PREDICT))
          .isEqualTo(client.startsWith("client-1") ? Decision.ALLOWED : Decision.NOT_IN_A_RULE);
      assertThat(access.kept()).isLessThanOrEqualTo(Access.MAX_CALLERS);
    }
  }

  private static boolean isAllowed(
      ModelAccessSettings policy, Identity caller, ModelRef model, Operation operation) {
    return new Access(policy).decide(caller, model, operation) == Decision.ALLOWED;
  }
}
