package dev.portcullis.gateway.spend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The units of one account that this gateway holds. Its methods never wait. */
final class Lease {

  private final Account account;
  private final int blocks;
  private Amounts limits;
  private Amounts available = Amounts.NONE;
  private Amounts reserved = Amounts.NONE;
  private Amounts wanted = Amounts.NONE;
  private Amounts lastNeed = Amounts.NONE;
  private Amounts left;
  private long toldNanos;
  private long usedNanos;
  private boolean asking;
  private boolean retired;
  private final List<CompletableFuture<Told>> waiting = new ArrayList<>();

  /** What came of an attempt to reserve. */
  enum Taking {
    TAKEN,
    /** Reserved, and it is time to ask for more. */
    TAKEN_AND_LOW,
    /** Not here; the store may have more. */
    SHORT,
    /** Not here, and the store said a moment ago that there is no more. */
    SPENT,
    /** Never here again: another lease of this account stands in its place, or will. */
    RETIRED
  }

  /** What the store said when it was asked for more. */
  enum Told {
    ASKED,
    AWAY
  }

  Lease(Account account, Amounts limits, int blocks, long nowNanos) {
    this.account = account;
    this.limits = limits;
    this.blocks = blocks;
    this.left = limits;
    this.usedNanos = nowNanos;
    this.toldNanos = nowNanos - Leases.RECHECK.toNanos();
  }

  /** Reserves what a request needs, all of it or nothing. */
  synchronized Taking take(Charge charge, long nowNanos) {
    if (retired) {
      return Taking.RETIRED;
    }
    limits = charge.limits();
    lastNeed = charge.need();
    if (available.covers(lastNeed)) {
      usedNanos = nowNanos;
      available = available.minus(lastNeed);
      reserved = reserved.plus(lastNeed);
      return isLow() ? Taking.TAKEN_AND_LOW : Taking.TAKEN;
    }
    var fresh = nowNanos - toldNanos < Leases.RECHECK.toNanos();
    return fresh && !available.plus(left).covers(lastNeed) ? Taking.SPENT : Taking.SHORT;
  }

  /** Gives back what a request reserved and did not come to use. */
  synchronized void undo(Amounts need) {
    reserved = reserved.minus(need);
    available = available.plus(need);
  }

  /** Ends a reservation. What was used beyond it is taken from what is here; the rest is told. */
  synchronized Amounts settle(Amounts need, Amounts used) {
    var beyond = used.minus(need).notNegative();
    var covered = beyond.atMost(available);
    reserved = reserved.minus(need);
    available = available.minus(covered).plus(need.minus(used).notNegative());
    return beyond.minus(covered);
  }

  /** Notes who waits; true where somebody must now ask the store. */
  synchronized boolean isAskedFirst(Amounts need, CompletableFuture<Told> told) {
    if (retired) {
      // Nothing is asked for what nobody can find again; who comes back gets another lease.
      told.complete(Told.ASKED);
      return false;
    }
    wanted = wanted.plus(need);
    waiting.add(told);
    return startsAsking();
  }

  /** True where nobody asks the store yet, and the caller now must. */
  synchronized boolean startsAsking() {
    var first = !asking && !retired;
    asking |= first;
    return first;
  }

  /** What the store is to be asked for: what is waited for, and what the next may need. */
  synchronized LeaseTable.Ask ask() {
    var least = lastNeed.minus(available).notNegative();
    var missing = wanted.plus(lastNeed).minus(available).notNegative();
    return new LeaseTable.Ask(account, limits, least, missing, blocks);
  }

  /** Takes what the store handed out; whoever waited is to be told. */
  synchronized List<CompletableFuture<Told>> granted(LeaseTable.Grant grant, long nowNanos) {
    available = available.plus(grant.units());
    left = grant.left();
    toldNanos = nowNanos;
    return answered();
  }

  /** The store did not answer; whoever waited is to be told. */
  synchronized List<CompletableFuture<Told>> answered() {
    asking = false;
    wanted = Amounts.NONE;
    var told = List.copyOf(waiting);
    waiting.clear();
    return told;
  }

  /** Lets go of everything that nobody reserved. */
  synchronized Amounts release() {
    var rest = available;
    available = Amounts.NONE;
    left = left.plus(rest);
    return rest;
  }

  /** Serves nobody from now on, if nobody has reserved of it and nobody asks for more. */
  synchronized boolean retire() {
    retired |= !asking && reserved.isNothing();
    return retired;
  }

  /** Whether nobody found in it what was needed for so long: others may find it of use. */
  synchronized boolean isIdle(long nowNanos, long forNanos) {
    return !asking && nowNanos - usedNanos > forNanos;
  }

  synchronized boolean isReserved() {
    return !reserved.isNothing();
  }

  /** What can still be spent, as far as is known here. */
  synchronized Amounts remaining() {
    return available.plus(left);
  }

  synchronized SpendStatus.Held held() {
    return new SpendStatus.Held(
        account.holder(),
        account.tier(),
        account.models(),
        account.period().toString(),
        SpendStatus.Units.of(available),
        SpendStatus.Units.of(reserved),
        SpendStatus.Units.of(left));
  }

  Account account() {
    return account;
  }

  /** Low is less than half a block above what a request needs, if there is more to be had. */
  private boolean isLow() {
    var comfortable = lastNeed.plus(left.dividedBy(2L * blocks));
    return !asking && !available.covers(comfortable.atMost(available.plus(left)));
  }
}
