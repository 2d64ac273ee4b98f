package dev.portcullis.gateway.spend;

/**
 * What is counted together.
 *
 * @param holder {@code client:NAME}, or {@code quota:NAME} for all who share one
 * @param models the entry's models, as configuration names them: no caller can make one up
 * @param index which of the period's repetitions
 */
record Account(String holder, String tier, String models, Period period, long index)
    implements Comparable<Account> {

  /** Everybody who locks several rows locks them in this order, so nobody waits for ever. */
  @Override
  public int compareTo(Account other) {
    var order = holder.compareTo(other.holder);
    order = order != 0 ? order : tier.compareTo(other.tier);
    order = order != 0 ? order : models.compareTo(other.models);
    order = order != 0 ? order : period.length().compareTo(other.period.length());
    return order != 0 ? order : Long.compare(index, other.index);
  }

  /** The name of one of its limits in the {@code RateLimit} field. */
  String policy(Unit unit) {
    var name = unit.word() + "-" + period;
    return models.equals("*") ? name : models + "-" + name;
  }
}
