package dev.portcullis.gateway.spend;

/**
 * What a request needs of one account.
 *
 * @param limits of the account; zero where a unit is not limited
 * @param need zero where a unit is not limited
 * @param blocks into how many blocks what is left of the account is cut
 */
record Charge(Account account, Amounts limits, Amounts need, int blocks) {

  Charge {
    need = need.limitedBy(limits);
  }
}
