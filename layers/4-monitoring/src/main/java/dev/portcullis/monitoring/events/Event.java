package dev.portcullis.monitoring.events;

import dev.portcullis.monitoring.audit.StoredRecord;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record of the ledger, for people; what it doesn't say is empty or zero.
 *
 * @param count of the refusals that it stands for; 1 for all else
 * @param denied the reason's code, empty where the caller got an answer
 */
public record Event(
    long index,
    Kind kind,
    long count,
    String id,
    String time,
    Caller caller,
    Target target,
    int status,
    String denied,
    String detail,
    String decidedBy,
    Sizes sizes,
    Proof proof,
    List<Line> trail) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What it is about. */
  public enum Kind {
    INTENT,
    OUTCOME,
    /** Refusals of callers whom nobody knows, counted. */
    REFUSALS,
    /** Records that retention removed. */
    REMOVAL,
    /** Something that befell the gateway itself. */
    NOTICE
  }

  /** Who asked, from where. */
  public record Caller(String subject, String credential, String tier, String client) {}

  /** What was asked for. */
  public record Target(String method, String route, String policy, String model) {}

  /** How much and how long. */
  public record Sizes(long bytesIn, long bytesOut, long tookMicros) {}

  /** Digests, in hexadecimal. */
  public record Proof(String policyHash, String received, String forwarded, String receipt) {}

  /** One line of the decision trail. */
  public record Line(
      String stage, String control, String mode, String verdict, long tookMicros, String why) {}

  public static Event of(StoredRecord stored) {
    var node = JSON.readTree(stored.json());
    var call = node.path("call");
    return new Event(
        stored.sequence(),
        kind(text(node, "event")),
        node.path("count").asLong(1),
        text(node, "id"),
        text(node, "time"),
        new Caller(
            text(node, "subject"),
            text(node, "credential"),
            text(node, "tier"),
            text(node, "client")),
        new Target(
            text(node, "method"), text(node, "route"), text(node, "policy"), text(node, "model")),
        (int) number(node, "status"),
        text(node, "denied"),
        detail(node),
        text(node, "decided_by"),
        new Sizes(number(node, "bytes_in"), number(node, "bytes_out"), number(node, "took_us")),
        new Proof(
            text(node, "policy_hash"),
            text(call, "received"),
            text(call, "forwarded"),
            text(node, "receipt")),
        node.path("trail").valueStream().map(Event::line).toList());
  }

  private static Kind kind(String event) {
    return switch (event) {
      case "intent" -> Kind.INTENT;
      case "refusals" -> Kind.REFUSALS;
      case "removal" -> Kind.REMOVAL;
      case "notice" -> Kind.NOTICE;
      default -> Kind.OUTCOME;
    };
  }

  private static String detail(JsonNode node) {
    return node.has("next")
        ? "records " + number(node, "first") + " to " + (number(node, "next") - 1) + " removed"
        : text(node, "detail");
  }

  private static Line line(JsonNode step) {
    return new Line(
        text(step, "stage"),
        text(step, "control"),
        text(step, "mode"),
        text(step, "verdict"),
        number(step, "took_us"),
        text(step, "why"));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static long number(JsonNode node, String name) {
    return node.path(name).asLong(0);
  }
}
