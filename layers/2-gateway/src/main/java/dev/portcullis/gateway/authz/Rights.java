package dev.portcullis.gateway.authz;

import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one caller may do: what the credential grants, and of that what rules allow. A call that
 * names no model, such as one about a data set, is held to operations alone.
 *
 * @param granted operations in the credential's scopes
 * @param models those that the credential names
 * @param rules those that are about the caller; empty where the policy has none for anybody
 */
record Rights(Set<Operation> granted, ModelNames models, Optional<List<Allowance>> rules) {

  /** What a rule allows whom it is about. */
  record Allowance(ModelNames models, Set<Operation> operations) {}

  static Rights of(Identity caller, Optional<List<Allowance>> rules) {
    return new Rights(operations(caller.scopes()), ModelNames.of(caller.models()), rules);
  }

  /** The operations that these scopes grant. */
  static Set<Operation> operations(Collection<String> scopes) {
    var granted = EnumSet.allOf(Operation.class);
    granted.removeIf(operation -> !operation.isGrantedBy(scopes));
    return granted;
  }

  Decision decide(ModelRef model, Operation operation) {
    var namesModel = !model.name().isEmpty();
    if (namesModel && !models.contain(model)) {
      return Decision.NOT_THE_CALLERS;
    }
    var byRule = rules.map(some -> byRule(some, model, operation)).orElse(Decision.ALLOWED);
    if (namesModel && byRule == Decision.NOT_IN_A_RULE) {
      return byRule;
    }
    return granted.contains(operation) ? byRule : Decision.NOT_IN_SCOPE;
  }

  private static Decision byRule(List<Allowance> rules, ModelRef model, Operation operation) {
    var otherwise = model.name().isEmpty() ? Decision.NOT_BY_A_RULE : Decision.NOT_IN_A_RULE;
    for (var rule : rules) {
      if (model.name().isEmpty() || rule.models().contain(model)) {
        if (rule.operations().contains(operation)) {
          return Decision.ALLOWED;
        }
        otherwise = Decision.NOT_BY_A_RULE;
      }
    }
    return otherwise;
  }
}
