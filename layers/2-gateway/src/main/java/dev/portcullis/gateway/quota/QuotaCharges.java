package dev.portcullis.gateway.quota;

import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.port.Counters.Charge;
import dev.portcullis.kernel.port.Counters.Limit;
import java.util.ArrayList;
import java.util.List;

/**
 * What one request is charged, for one tier.
 *
 * <p>A key names whose counter it is, in braces, and then which: {@code {key:7f3a}:model:fashion}.
 * The braces are a Redis Cluster's hash tag, so that all counters of a credential lie on one node
 * and are taken from in one step.
 */
final class QuotaCharges {

  private final List<Limit> perKey;
  private final List<Limit> perSubject;
  private final List<Limit> perKeyModel;
  private final List<Limit> wholeTier;

  QuotaCharges(TierSettings tier) {
    this.perKey = LimitSettings.named("key", tier.perKey());
    this.perSubject = LimitSettings.named("subject", tier.perSubject());
    this.perKeyModel = LimitSettings.named("key-model", tier.perKeyModel());
    this.wholeTier = LimitSettings.named("tier", tier.wholeTier());
  }

  /** The charges for a request; none where nothing limits it. */
  List<Charge> of(Identity caller, ModelRef model, List<Limit> perModel) {
    var charges = new ArrayList<Charge>(4);
    if (!perKey.isEmpty()) {
      charges.add(new Charge(key("key", caller.credential()), 1, perKey));
    }
    if (!perKeyModel.isEmpty()) {
      var key = key("key", caller.credential()) + ":model:" + plain(model.name());
      charges.add(new Charge(key, 1, perKeyModel));
    }
    if (!perSubject.isEmpty()) {
      charges.add(new Charge(key("subject", caller.subject()), 1, perSubject));
    }
    if (!wholeTier.isEmpty()) {
      charges.add(new Charge(key("tier", caller.tier()), 1, wholeTier));
    }
    if (!perModel.isEmpty()) {
      charges.add(new Charge(key("model", model.name()), 1, perModel));
    }
    return charges;
  }

  private static String key(String scope, String name) {
    return "{" + scope + ":" + plain(name) + "}";
  }

  /** The name with braces and the escape itself escaped: no name can end its own hash tag. */
  private static String plain(String name) {
    if (name.indexOf('{') < 0 && name.indexOf('}') < 0 && name.indexOf('%') < 0) {
      return name;
    }
    return name.replace("%", "%25").replace("{", "%7B").replace("}", "%7D");
  }
}
