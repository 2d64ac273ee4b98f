package dev.portcullis.monitoring.events;

import java.io.PrintStream;
import java.util.Locale;

/** Shows events to people: a line each, or one exchange with its whole decision trail. */
public final class EventPrinter {

  private static final int MAX_SUBJECT = 28;
  private static final int MAX_MODEL = 20;
  private static final int TIME_FROM = "2026-01-01T".length();
  private static final int TIME_CHARS = "12:34:56.789".length();

  private final PrintStream out;
  private final Paint paint;

  public EventPrinter(PrintStream out, Paint paint) {
    this.out = out;
    this.paint = paint;
  }

  /** Time, status, reason, who, model, deciding control, microseconds, id. */
  public void line(Event event) {
    out.println(clock(event.time()) + "  " + (isNotice(event) ? notice(event) : exchange(event)));
    out.flush();
  }

  private static boolean isNotice(Event event) {
    return event.kind() == Event.Kind.NOTICE;
  }

  private String notice(Event event) {
    return paint.odd(safe(event.id()) + ": " + safe(event.detail()))
        + "  "
        + paint.dim(safe(event.proof().policyHash()));
  }

  private String exchange(Event event) {
    return status(event)
        + "  "
        + pad(cut(who(event.caller()), MAX_SUBJECT), MAX_SUBJECT)
        + "  "
        + pad(cut(shown(event.target().model()), MAX_MODEL), MAX_MODEL)
        + "  "
        + pad(event.decidedBy().isEmpty() ? "" : "by " + safe(event.decidedBy()), 18)
        + micros(event.sizes().tookMicros())
        + "  "
        + paint.dim(safe(event.id()));
  }

  /** Everything that is on record of one exchange. */
  public void trail(Event event) {
    print("exchange", event.id() + "   record " + event.index());
    print("time", event.time());
    print("asked", event.target().method() + " " + event.target().route());
    print("policy", event.target().policy() + "   " + event.proof().policyHash());
    print("client", event.caller().client());
    print("caller", who(event.caller()) + "   " + event.caller().tier());
    print("model", event.target().model());
    print("bytes", event.sizes().bytesIn() + " in, " + event.sizes().bytesOut() + " out");
    print("call", event.proof().received());
    print("forwarded", event.proof().forwarded());
    print("receipt", event.proof().receipt());
    out.println();
    event.trail().forEach(this::step);
    out.println();
    out.println("  " + status(event) + "in" + micros(event.sizes().tookMicros()));
    if (!event.denied().isEmpty()) {
      print("decided by", event.decidedBy());
      print("why", event.detail());
    }
    out.flush();
  }

  private void step(Event.Line line) {
    var verdict = pad(safe(line.verdict()), 8);
    out.println(
        "  "
            + pad(safe(line.stage()), 10)
            + pad(safe(line.control()), 18)
            + pad(safe(line.mode()), 9)
            + switch (line.verdict()) {
              case "pass" -> paint.good(verdict);
              case "deny" -> paint.bad(verdict);
              default -> paint.odd(verdict);
            }
            + micros(line.tookMicros())
            + (line.why().isEmpty() ? "" : "  " + safe(line.why())));
  }

  private void print(String name, String value) {
    if (!value.isBlank()) {
      out.println("  " + paint.dim(pad(name, 12)) + safe(value.strip()));
    }
  }

  private String status(Event event) {
    return switch (event.kind()) {
      case REFUSALS -> paint.bad(pad(event.status() + " " + times(event), 22));
      case REMOVAL -> paint.odd(pad("··· removal", 22));
      case INTENT -> paint.dim(pad("··· intent", 22));
      case NOTICE -> paint.odd(pad("notice", 22));
      case OUTCOME -> {
        var text = pad(event.status() + " " + safe(event.denied()), 22);
        yield event.denied().isEmpty()
            ? paint.good(text)
            : event.status() >= 500 ? paint.odd(text) : paint.bad(text);
      }
    };
  }

  private static String who(Event.Caller caller) {
    return caller.subject().isEmpty()
        ? shown(caller.client())
        : caller.subject() + (caller.credential().isEmpty() ? "" : "/" + caller.credential());
  }

  private static String times(Event event) {
    return safe(event.denied()) + String.format(Locale.ROOT, " ×%,d", event.count());
  }

  private static String clock(String time) {
    boolean whole = time.length() >= TIME_FROM + TIME_CHARS;
    return pad(safe(whole ? time.substring(TIME_FROM, TIME_FROM + TIME_CHARS) : time), TIME_CHARS);
  }

  private static String micros(long micros) {
    return String.format(Locale.ROOT, "%,9d µs", micros);
  }

  private static String shown(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }

  private static String cut(String text, int width) {
    var safe = safe(text);
    return safe.length() <= width ? safe : safe.substring(0, width - 1) + "…";
  }

  /** The ledger keeps nothing that acts on a terminal; a file that someone forged might. */
  private static String safe(String text) {
    var safe = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }
}
