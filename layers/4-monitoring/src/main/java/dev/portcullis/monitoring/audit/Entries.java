package dev.portcullis.monitoring.audit;

import dev.portcullis.kernel.Denial;
import dev.portcullis.kernel.Exchange;
import dev.portcullis.kernel.ExchangeRecord;
import dev.portcullis.kernel.Finding;
import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Mode;
import dev.portcullis.kernel.Stage;
import dev.portcullis.kernel.Step;
import dev.portcullis.kernel.Verdict;
import dev.portcullis.kernel.call.Operation;
import dev.portcullis.kernel.call.Tokens;
import dev.portcullis.kernel.port.Intent;
import dev.portcullis.kernel.receipt.Receipt;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an entry says: who, what, which control decided, why and how long. Never a body, a key or a
 * token: kernel records hold none, and this takes nothing from a request's head but its method and
 * the client's address. Members are in alphabetical order, whole numbers only (RFC 8785).
 */
final class Entries {

  /** An entry fits a transparency log's bundle (C2SP tlog-tiles): a 16-bit length. */
  static final int MAX_BYTES = 65_535;

  static final int MAX_STEPS = 128;

  private static final int MAX_NAME_CHARS = 128;
  private static final int MAX_DETAIL_CHARS = 512;
  private static final int MAX_WHY_CHARS = 128;

  /** The largest that a step, and then the members after the trail's end, can still become. */
  private static final int MAX_STEP_BYTES = 4_096;

  private static final int MAX_DIGEST_CHARS = 64;

  private static final Map<Operation, String> OPERATIONS = words(Operation.class);
  private static final Map<Stage, String> STAGES = words(Stage.class);
  private static final Map<Mode, String> MODES = words(Mode.class);

  private Entries() {}

  /** What is about to be done: written before the model is called. */
  static ByteBuffer intent(Exchange exchange, Intent intent) {
    var receipt = intent.receipt();
    var json = new JsonBuffer().open('{').member("bytes_in", intent.bytesIn());
    digests(json, receipt);
    json.member("client", exchange.head().client().getHostAddress(), MAX_NAME_CHARS);
    exchange.fact(Identity.class).ifPresent(who -> credential(json, who));
    json.member("event", "intent", MAX_NAME_CHARS)
        .member("id", exchange.id(), MAX_NAME_CHARS)
        .member("method", exchange.head().method(), MAX_NAME_CHARS)
        .member("model", receipt.model().toString(), MAX_NAME_CHARS)
        .member("operation", OPERATIONS.getOrDefault(intent.operation(), ""), MAX_NAME_CHARS)
        .member("policy", exchange.route().policy(), MAX_NAME_CHARS);
    proof(json, receipt);
    json.member("route", exchange.route().id(), MAX_NAME_CHARS)
        .member("subject", receipt.subject(), MAX_NAME_CHARS)
        .member("time", exchange.startedAt().toString(), MAX_NAME_CHARS);
    return json.close('}').bytes();
  }

  /** How it ended, and how it came to that. */
  static ByteBuffer outcome(ExchangeRecord record) {
    var json =
        new JsonBuffer()
            .open('{')
            .member("bytes_in", record.bytesIn())
            .member("bytes_out", record.bytesOut());
    record.receipt().ifPresent(receipt -> digests(json, receipt));
    json.member("client", record.client(), MAX_NAME_CHARS);
    if (record.use().isAsked()) {
      json.member("compute_us", Math.ceilDiv(record.use().compute().toNanos(), 1_000));
    }
    record.identity().ifPresent(who -> credential(json, who));
    record.denial().ifPresent(denial -> denial(json, denial, record.trail()));
    json.member("event", "outcome", MAX_NAME_CHARS)
        .member("id", record.id(), MAX_NAME_CHARS)
        .member("method", record.method(), MAX_NAME_CHARS);
    record.model().ifPresent(m -> json.member("model", m.toString(), MAX_NAME_CHARS));
    json.member("policy", record.route().policy(), MAX_NAME_CHARS);
    record.receipt().ifPresent(receipt -> proof(json, receipt));
    json.member("route", record.route().id(), MAX_NAME_CHARS).member("status", record.status());
    record.identity().ifPresent(who -> json.member("subject", who.subject(), MAX_NAME_CHARS));
    record.identity().ifPresent(who -> json.member("tier", who.tier(), MAX_NAME_CHARS));
    json.member("time", record.startedAt().toString(), MAX_NAME_CHARS);
    record.use().tokens().ifPresent(t -> tokens(json, t));
    json.member("took_us", record.took().toNanos() / 1_000);
    trail(json, record.trail());
    return json.close('}').bytes();
  }

  /** So many refusals of callers whom nobody knows, instead of a record each. */
  static ByteBuffer refusals(Tally tally) {
    var group = tally.group();
    return new JsonBuffer()
        .open('{')
        .member("client", group.network(), MAX_NAME_CHARS)
        .member("count", tally.count())
        .member("denied", group.reason().code(), MAX_NAME_CHARS)
        .member("event", "refusals", MAX_NAME_CHARS)
        .member("route", group.route(), MAX_NAME_CHARS)
        .member("since", tally.first().toString(), MAX_NAME_CHARS)
        .member("status", group.reason().status())
        .member("time", tally.last().toString(), MAX_NAME_CHARS)
        .close('}')
        .bytes();
  }

  /** What is about to be removed from the log's beginning. */
  static ByteBuffer removal(Removal removal) {
    return new JsonBuffer()
        .open('{')
        .member("bytes", removal.bytes())
        .member("event", "removal", MAX_NAME_CHARS)
        .member("first", removal.first())
        .member("next", removal.next())
        .member("sha256", removal.sha256(), MAX_DIGEST_CHARS)
        .member("time", removal.at().toString(), MAX_NAME_CHARS)
        .member("why", removal.why().name().toLowerCase(Locale.ROOT), MAX_NAME_CHARS)
        .close('}')
        .bytes();
  }

  /** What befell the gateway itself. */
  static ByteBuffer notice(Notice notice) {
    return new JsonBuffer()
        .open('{')
        .member("detail", notice.detail(), MAX_DETAIL_CHARS)
        .member("event", "notice", MAX_NAME_CHARS)
        .member("id", notice.about(), MAX_NAME_CHARS)
        .member("policy_hash", notice.digest(), MAX_DIGEST_CHARS)
        .member("time", notice.time().toString(), MAX_NAME_CHARS)
        .close('}')
        .bytes();
  }

  private static void digests(JsonBuffer json, Receipt receipt) {
    json.name("call").open('{');
    json.member("forwarded", receipt.forwarded(), MAX_DIGEST_CHARS)
        .member("received", receipt.received(), MAX_DIGEST_CHARS)
        .close('}');
  }

  private static void proof(JsonBuffer json, Receipt receipt) {
    json.member("policy_hash", receipt.policyHash(), MAX_DIGEST_CHARS)
        .member("receipt", receipt.tag(), MAX_DIGEST_CHARS);
  }

  private static void credential(JsonBuffer json, Identity who) {
    json.member("credential", who.credential(), MAX_NAME_CHARS);
  }

  private static void tokens(JsonBuffer json, Tokens tokens) {
    json.member("tokens_in", tokens.in()).member("tokens_out", tokens.out());
  }

  private static void denial(JsonBuffer json, Denial denial, List<Step> trail) {
    json.member("decided_by", decider(trail), MAX_NAME_CHARS)
        .member("denied", denial.reason().code(), MAX_NAME_CHARS)
        .member("detail", denial.detail(), MAX_DETAIL_CHARS);
  }

  /** The control whose word was acted on; the pipeline itself where no control said no. */
  private static String decider(List<Step> trail) {
    for (var step : trail.reversed()) {
      if (step.mode() == Mode.ENFORCE && step.verdict() instanceof Verdict.Deny) {
        return step.control();
      }
    }
    return "pipeline";
  }

  private static void trail(JsonBuffer json, List<Step> trail) {
    json.name("trail").open('[');
    int written = 0;
    for (var step : trail) {
      if (written == MAX_STEPS || json.size() + MAX_STEP_BYTES > MAX_BYTES) {
        break;
      }
      step(json, step);
      written++;
    }
    json.close(']');
    if (written < trail.size()) {
      json.member("trail_cut", trail.size() - written);
    }
  }

  private static void step(JsonBuffer json, Step step) {
    json.open('{')
        .member("control", step.control(), MAX_NAME_CHARS)
        .member("mode", MODES.getOrDefault(step.mode(), ""), MAX_NAME_CHARS)
        .member("stage", STAGES.getOrDefault(step.stage(), ""), MAX_NAME_CHARS)
        .member("took_us", step.took().toNanos() / 1_000)
        .member("verdict", step.verdict().word(), MAX_NAME_CHARS);
    switch (step.verdict()) {
      case Verdict.Pass _ -> {}
      case Verdict.Flag(var finding) -> finding(json, finding);
      case Verdict.Rewrite(_, var finding) -> finding(json, finding);
      case Verdict.Deny(var denial) -> why(json, denial.reason().code(), denial.detail());
    }
    json.close('}');
  }

  private static void finding(JsonBuffer json, Finding finding) {
    why(json, finding.kind(), Math.round(finding.score() * 100) + " %: " + finding.detail());
  }

  private static void why(JsonBuffer json, String kind, String detail) {
    json.member("why", kind + ": " + detail, MAX_WHY_CHARS);
  }

  /** Lower-case names, made once: each step of each trail needs two. */
  private static <E extends Enum<E>> Map<E, String> words(Class<E> type) {
    var words = new EnumMap<E, String>(type);
    for (var constant : type.getEnumConstants()) {
      words.put(constant, constant.name().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
