package dev.portcullis.gateway.authz;

import dev.portcullis.gateway.authz.Rights.Allowance;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A policy's answer to who may do what. What a caller may do is worked out at the first call and
 * kept, so that a decision costs a look-up and a few comparisons; whoever has no valid credential
 * never gets here, so only those who have one fill the memory.
 */
final class Access {

  /** Callers whose rights are kept; with one more all are worked out anew, in microseconds each. */
  static final int MAX_CALLERS = 4_096;

  private final ModelNames served;
  private final Optional<List<Rule>> rules;
  private final Map<Caller, Rights> known = new ConcurrentHashMap<>();

  Access(ModelAccessSettings settings) {
    this.served = ModelNames.of(settings.models());
    this.rules = settings.rules().map(some -> some.stream().map(Rule::of).toList());
  }

  /** All of a caller that decides what he may do. */
  private record Caller(String client, String tier, List<String> models, List<String> scopes) {
    static Caller of(Identity identity) {
      return new Caller(
          identity.proof().client(), identity.tier(), identity.models(), identity.scopes());
    }
  }

  private record Rule(Names clients, Names tiers, Allowance allowance) {
    static Rule of(AccessRule rule) {
      Set<Operation> operations = Rights.operations(rule.scopes());
      return new Rule(
          Names.of(rule.clients()),
          Names.of(rule.tiers()),
          new Allowance(ModelNames.of(rule.models()), operations));
    }

    boolean isAbout(Identity caller) {
      return clients.contain(caller.proof().client()) && tiers.contain(caller.tier());
    }
  }

  /**
   * Whether this caller may do this with that model; no is the answer to all that nobody allows.
   */
  Decision decide(Identity caller, ModelRef model, Operation operation) {
    var rights = rightsOf(caller);
    var decision = rights.decide(model, operation);
    return model.name().isEmpty() || served.contain(model) ? decision : Decision.NOT_SERVED;
  }

  private Rights rightsOf(Identity identity) {
    var caller = Caller.of(identity);
    var kept = known.get(caller);
    if (kept != null) {
      return kept;
    }
    if (known.size() >= MAX_CALLERS) {
      known.clear();
    }
    return known.computeIfAbsent(caller, _ -> rights(identity));
  }

  private Rights rights(Identity caller) {
    var about =
        rules.map(some ->
            some.stream().filter(rule -> rule.isAbout(caller)).map(Rule::allowance).toList());
    return Rights.of(caller, about);
  }

  /** How many callers' rights are kept. */
  int kept() {
    return known.size();
  }
}
