package dev.portcullis.gateway.authz;

import dev.portcullis.kernel.Control;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Reason;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Call;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Plane;
import dev.portcullis.kernel.port.ModelCatalog;
import dev.portcullis.kernel.port.ModelCatalog.Model;
import java.util.Optional;

/**
 * Lets through what both the credential and the rules allow, and denies the rest. A model that the
 * caller may not use looks like one that does not exist, so nobody learns names by asking: both are
 * looked up and judged alike, and answered with the same words.
 */
final class ModelAccessControl implements Control.OfRequest {

  private final Access access;
  private final ModelCatalog catalog;

  ModelAccessControl(ModelAccessSettings settings, ModelCatalog catalog) {
    this.access = new Access(settings);
    this.catalog = catalog;
  }

  @Override
  public Verdict onRequest(Exchange exchange, Call call) {
    var caller = exchange.require(Identity.class);
    var operation = call.operation();
    if (call.model().name().isEmpty() && !mayNameNone(operation)) {
      return notFound("no such model");
    }
    var meant = meant(call);
    var decision = access.decide(caller, meant.orElse(call.model()), operation);
    return meant.isPresent() ? verdict(decision, operation) : notFound("no such model");
  }

  /** The server itself is described, and data sets are brought, without a model. */
  private static boolean mayNameNone(Operation operation) {
    return operation == Operation.DESCRIBE || operation.plane() == Plane.TRAINING;
  }

  /** The model and the version that would run, which a call need not name and rules may. */
  private Optional<ModelRef> meant(Call call) {
    var model = call.model();
    return switch (call.operation().plane()) {
      case INFERENCE ->
          model.name().isEmpty() ? Optional.of(model) : catalog.find(model).map(Model::ref);
      // What is brought need not be served yet.
      case TRAINING, MODEL -> Optional.of(model);
    };
  }

  private static Verdict verdict(Decision decision, Operation operation) {
    return switch (decision) {
      case ALLOWED -> Verdict.pass();
      case NOT_SERVED -> notFound("the policy does not serve the model");
      case NOT_THE_CALLERS -> notFound("the model is not the caller's");
      case NOT_IN_A_RULE -> notFound("no rule lets the caller use the model");
      case NOT_IN_SCOPE -> forbidden("the scope " + operation.scope() + " is not granted");
      case NOT_BY_A_RULE -> forbidden("no rule allows the caller " + operation.scope());
    };
  }

  private static Verdict notFound(String why) {
    return Verdict.deny(Reason.NOT_FOUND, "model-access: " + why);
  }

  private static Verdict forbidden(String why) {
    return Verdict.deny(Reason.FORBIDDEN, "model-access: " + why);
  }
}
