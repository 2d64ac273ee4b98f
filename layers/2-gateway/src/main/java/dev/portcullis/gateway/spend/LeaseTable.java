package dev.portcullis.gateway.spend;

import dev.portcullis.gateway.store.Concern;
import dev.portcullis.gateway.store.Database;
import dev.portcullis.gateway.store.DatabaseTime;
import dev.portcullis.gateway.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How many units of each account were handed out: the one truth that all gateways share. */
final class LeaseTable {

  static final Concern SPEND = Concern.of("spend", LeaseTable.class);

  private static final String KEY =
      """
      where holder = :holder and tier = :tier and models = :models
        and period_hours = :periodHours and repetition = :repetition
      """;
  private static final String READ =
      "select requests, tokens_in, tokens_out, bytes, compute_ms from spend_account " + KEY;
  private static final String READ_AND_LOCK = READ + " for update";
  private static final String ADD =
      """
      update spend_account set requests = requests + :requests, tokens_in = tokens_in + :tokensIn,
        tokens_out = tokens_out + :tokensOut, bytes = bytes + :bytes,
        compute_ms = compute_ms + :computeMs
      """
          + KEY;

  /** Never below nothing: of a row that was made anew, more could come back than it handed out. */
  private static final String SUBTRACT =
      """
      update spend_account set requests = greatest(requests - :requests, 0),
        tokens_in = greatest(tokens_in - :tokensIn, 0),
        tokens_out = greatest(tokens_out - :tokensOut, 0), bytes = greatest(bytes - :bytes, 0),
        compute_ms = greatest(compute_ms - :computeMs, 0)
      """
          + KEY;

  private static final String MAKE =
      """
      insert into spend_account (holder, tier, models, period_hours, repetition, ends_at, requests,
        tokens_in, tokens_out, bytes, compute_ms)
      values (:holder, :tier, :models, :periodHours, :repetition, :endsAt, 0, 0, 0, 0, 0)
      on conflict do nothing
      """;
  private static final String RETURN_ONCE =
      "insert into spend_return (id, at) values (:id, :at) on conflict do nothing";

  /** Longer than any two clocks differ: nobody asks for a period that was over so long ago. */
  private static final Duration KEPT_AFTER_END = Duration.ofDays(2);

  private final Database database;

  private LeaseTable(Database database) {
    this.database = database;
  }

  static LeaseTable in(Store store) throws IOException {
    return new LeaseTable(store.open(SPEND));
  }

  /**
   * Units that a gateway asks for.
   *
   * @param least what serves nobody if there is less: then nothing is handed out
   * @param missing what serves everybody who waits; it is given a block beyond that
   * @param blocks into how many blocks what is left is cut
   */
  record Ask(Account account, Amounts limits, Amounts least, Amounts missing, int blocks) {}

  /** Units that were handed out, and how many are left after that. */
  record Grant(Amounts units, Amounts left) {
    static final Grant NOTHING = new Grant(Amounts.NONE, Amounts.NONE);
  }

  /**
   * Units that come back.
   *
   * @param id of its own, so that one that was written though nobody heard so is not written twice
   */
  record GiveBack(String id, Account account, Amounts units) {}

  /** Hands out units, of each account what it has; all in one transaction. */
  Map<Account, Grant> take(List<Ask> asks) {
    var ordered = new ArrayList<>(asks);
    ordered.sort((a, b) -> a.account().compareTo(b.account()));
    return database.write(handle -> {
      var grants = new HashMap<Account, Grant>();
      ordered.forEach(ask -> grants.put(ask.account(), take(handle, ask)));
      return grants;
    });
  }

  /** Takes units back, each of these once, however often it is told. */
  void giveBack(List<GiveBack> returns) {
    var ordered = new ArrayList<>(returns);
    ordered.sort((a, b) -> a.account().compareTo(b.account()));
    database.write(handle -> {
      var now = DatabaseTime.of(handle);
      ordered.forEach(back -> giveBack(handle, back, now));
      return ordered.size();
    });
  }

  /**
   * Forgets periods that are over, by the database's clock, and nothing where ours is another: one
   * gateway whose clock is fast must not give every quota anew to all.
   */
  void forget(Instant ours) {
    database.write(handle -> {
      var now = DatabaseTime.agreed(handle, ours);
      now.ifPresent(time -> forgetBefore(handle, time.minus(KEPT_AFTER_END)));
      return now.isPresent();
    });
  }

  /** What was handed out of an account and did not come back. */
  Amounts taken(Account account) {
    return database.read(handle -> taken(handle, account, READ));
  }

  private static Grant take(Handle handle, Ask ask) {
    handle
        .createUpdate(MAKE)
        .bindMap(key(ask.account()))
        .bind("endsAt", ask.account().period().endOf(ask.account().index()).getEpochSecond())
        .execute();
    var left = ask.limits().minus(taken(handle, ask.account(), READ_AND_LOCK)).notNegative();
    if (!left.covers(ask.least())) {
      return new Grant(Amounts.NONE, left);
    }
    var units = ask.missing().plus(left.dividedBy(ask.blocks())).atMost(left);
    if (!units.isNothing()) {
      change(handle, ADD, ask.account(), units);
    }
    return new Grant(units, left.minus(units));
  }

  private static void giveBack(Handle handle, GiveBack back, Instant now) {
    var first =
        handle
            .createUpdate(RETURN_ONCE)
            .bind("id", back.id())
            .bind("at", now.getEpochSecond())
            .execute();
    if (first == 1) {
      change(handle, SUBTRACT, back.account(), back.units());
    }
  }

  private static void forgetBefore(Handle handle, Instant cutoff) {
    handle.execute("delete from spend_return where at < ?", cutoff.getEpochSecond());
    handle.execute("delete from spend_account where ends_at < ?", cutoff.getEpochSecond());
  }

  private static Amounts taken(Handle handle, Account account, String query) {
    return handle
        .createQuery(query)
        .bindMap(key(account))
        .map((row, _) ->
            new Amounts(
                row.getLong("requests"),
                row.getLong("tokens_in"),
                row.getLong("tokens_out"),
                row.getLong("bytes"),
                row.getLong("compute_ms")))
        .findOne()
        .orElse(Amounts.NONE);
  }

  private static void change(Handle handle, String how, Account account, Amounts units) {
    handle
        .createUpdate(how)
        .bindMap(key(account))
        .bind("requests", units.requests())
        .bind("tokensIn", units.tokensIn())
        .bind("tokensOut", units.tokensOut())
        .bind("bytes", units.bytes())
        .bind("computeMs", units.computeMillis())
        .execute();
  }

  private static Map<String, Object> key(Account account) {
    return Map.of(
        "holder", account.holder(),
        "tier", account.tier(),
        "models", account.models(),
        "periodHours", account.period().length().toHours(),
        "repetition", account.index());
  }
}
