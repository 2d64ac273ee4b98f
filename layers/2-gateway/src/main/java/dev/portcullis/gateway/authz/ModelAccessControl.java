package dev.portcullis.gateway.authz;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.port.ModelCatalog;
import java.util.List;

/**
 * Lets through what the credential names, and denies the rest. A model that the caller may not use
 * looks like one that does not exist, so nobody learns names by asking.
 */
final class ModelAccessControl implements Control.OfRequest {

  private final List<Glob> served;
  private final ModelCatalog catalog;

  ModelAccessControl(ModelAccessSettings settings, ModelCatalog catalog) {
    this.served = settings.models().stream().map(Glob::new).toList();
    this.catalog = catalog;
  }

  @Override
  public Verdict onRequest(Exchange exchange, Call call) {
    var caller = exchange.require(Identity.class);
    var model = call.model();
    // Whether the server lives and which models it has is nobody's secret within the scope.
    if (model.name().isEmpty() && call.operation() == Operation.DESCRIBE) {
      return inScope(caller, call.operation());
    }
    if (catalog.find(model).isEmpty()) {
      return Verdict.deny(Reason.NOT_FOUND, "model-access: no such model");
    }
    if (!isServed(model.name())) {
      return Verdict.deny(Reason.NOT_FOUND, "model-access: the policy does not serve the model");
    }
    if (!mayUse(caller, model.name())) {
      return Verdict.deny(Reason.NOT_FOUND, "model-access: the model is not the caller's");
    }
    return inScope(caller, call.operation());
  }

  private static Verdict inScope(Identity caller, Operation operation) {
    return operation.isGrantedBy(caller.scopes())
        ? Verdict.pass()
        : Verdict.deny(
            Reason.FORBIDDEN, "model-access: the scope " + operation.scope() + " is not granted");
  }

  private boolean isServed(String model) {
    return served.stream().anyMatch(glob -> glob.matches(model));
  }

  private static boolean mayUse(Identity caller, String model) {
    return caller.models().stream().anyMatch(name -> new Glob(name).matches(model));
  }
}
