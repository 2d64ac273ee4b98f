package dev.portcullis.app.reload;

import dev.portcullis.app.config.Difference;
import dev.portcullis.app.config.binding.ConfigException;
import java.time.Instant;
import java.util.List;

/**
 * What came of a candidate.
 *
 * @param generation of the configuration that is in force now, counted from 1 at the start
 * @param hash of that configuration
 * @param changes what differs from before; empty where it was refused
 * @param problems why it was refused, a line each; empty where it was applied
 */
public record Outcome(
    Instant at,
    Kind kind,
    long generation,
    String hash,
    List<String> changes,
    List<String> problems) {

  /** Whether the candidate is in force. */
  public enum Kind {
    APPLIED,
    REJECTED
  }

  public Outcome {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
  }

  /** The configuration in force: its number, and the digest of all that it says. */
  public record InForce(long generation, String hash) {}

  public static Outcome applied(Instant at, InForce now, List<Difference> changes) {
    var lines = changes.stream().map(Difference::toString).toList();
    return new Outcome(at, Kind.APPLIED, now.generation(), now.hash(), lines, List.of());
  }

  /** The old one stays. */
  public static Outcome rejected(Instant at, InForce still, Exception why) {
    var lines = why instanceof ConfigException refused ? refused.lines() : List.of(sentence(why));
    return new Outcome(at, Kind.REJECTED, still.generation(), still.hash(), List.of(), lines);
  }

  private static String sentence(Exception why) {
    return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
  }

  public boolean isApplied() {
    return kind == Kind.APPLIED;
  }

  /** A line for a log. */
  public String summary() {
    return switch (kind) {
      case APPLIED -> "applied: " + changes.size() + " changes, generation " + generation;
      case REJECTED -> "rejected: " + String.join("; ", problems);
    };
  }
}
