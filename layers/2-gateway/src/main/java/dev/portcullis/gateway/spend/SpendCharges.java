package dev.portcullis.gateway.spend;

import dev.portcullis.kernel.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which accounts a request is charged to. */
final class SpendCharges {

  private static final int MAX_NAME_CHARS = 256;

  private final Map<String, List<SpendLimit>> tiers;
  private final Map<String, List<SpendLimit>> quotas;
  private final int blocks;

  SpendCharges(SpendSettings settings) {
    this.tiers = settings.tiers();
    this.quotas = settings.quotas();
    this.blocks = settings.blocks();
  }

  /** An account for each entry whose models include this one; none where nothing is limited. */
  List<Charge> of(Identity caller, String model, Amounts need, Instant now) {
    var charges = new ArrayList<Charge>(2);
    var holder = plain(holder(caller));
    var tier = caller.quota().isEmpty() ? plain(caller.tier()) : "";
    for (var limit : limits(caller)) {
      if (limit.models().include(model)) {
        var period = limit.period();
        var account = new Account(holder, tier, limit.models().text(), period, period.indexAt(now));
        charges.add(new Charge(account, limit.amounts(), need, blocks));
      }
    }
    return charges;
  }

  private static String holder(Identity caller) {
    return caller.quota().isEmpty() ? "client:" + caller.subject() : "quota:" + caller.quota();
  }

  /** Limits that nobody wrote down are not no limits. */
  private List<SpendLimit> limits(Identity caller) {
    var limits =
        caller.quota().isEmpty()
            ? tiers.getOrDefault(caller.tier(), tiers.get(SpendSettings.ANY_TIER))
            : quotas.get(caller.quota());
    if (limits == null) {
      throw new IllegalStateException("neither the quota nor the tier of the caller has an entry");
    }
    return limits;
  }

  /** A name that every store takes: one that it refused would hold up everybody's. */
  private static String plain(String name) {
    if (name.length() > MAX_NAME_CHARS || !name.chars().allMatch(SpendCharges::isPlain)) {
      throw new IllegalStateException("a client's name or tier that cannot be kept");
    }
    return name;
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && !Character.isSurrogate((char) c);
  }
}
