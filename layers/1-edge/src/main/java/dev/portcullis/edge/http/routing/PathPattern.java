package dev.portcullis.edge.http.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What paths a route takes: {@code /v1/models/{model}:predict}, {@code /livez}, or everything below
 * a prefix as {@code /api/**}.
 *
 * @param text as it was written
 */
public record PathPattern(String text, List<Segment> segments, Reach reach) {
  /** Whether a pattern takes one path, or all below it as well. */
  public enum Reach {
    EXACT,
    BELOW
  }

  /** What must stand between two slashes. */
  public sealed interface Segment {
    /** Exactly this text. */
    record Literal(String text) implements Segment {}

    /** Anything but nothing, followed by this suffix. */
    record Variable(String name, String suffix) implements Segment {}
  }

  private static final String BELOW = "/**";

  public PathPattern {
    segments = List.copyOf(segments);
  }

  /** Reads a pattern; one that makes no sense is refused with a message that says why. */
  public static PathPattern of(String text) {
    if (!text.startsWith("/")) {
      throw refused(text, "a slash first");
    }
    var reach = text.endsWith(BELOW) ? Reach.BELOW : Reach.EXACT;
    var fixed = reach == Reach.BELOW ? text.substring(0, text.length() - BELOW.length()) : text;
    var segments = new ArrayList<Segment>();
    for (var segment : split(fixed)) {
      segments.add(segment(text, segment));
    }
    var pattern = new PathPattern(text, segments, reach);
    if (new HashSet<>(pattern.variables()).size() != pattern.variables().size()) {
      throw refused(text, "each variable once");
    }
    return pattern;
  }

  /** The names of its variables, in order. */
  public List<String> variables() {
    var names = new ArrayList<String>(2);
    for (var segment : segments) {
      if (segment instanceof Segment.Variable(var name, _)) {
        names.add(name);
      }
    }
    return names;
  }

  @Override
  public String toString() {
    return text;
  }

  /** What stands between the slashes of a path that starts with one. */
  static List<String> split(String path) {
    var segments = new ArrayList<String>(8);
    var start = 1;
    while (start < path.length()) {
      var slash = path.indexOf('/', start);
      var end = slash < 0 ? path.length() : slash;
      segments.add(path.substring(start, end));
      start = end + 1;
      if (start == path.length()) {
        segments.add("");
      }
    }
    return segments;
  }

  private static Segment segment(String pattern, String segment) {
    if (!segment.startsWith("{")) {
      if (segment.isEmpty() || segment.contains("{") || segment.contains("*")) {
        throw refused(pattern, "segments such as `models`, `{model}` or `{model}:predict`");
      }
      return new Segment.Literal(segment);
    }
    var end = segment.indexOf('}');
    if (end < 2 || segment.indexOf('{', 1) >= 0) {
      throw refused(pattern, "segments such as `models`, `{model}` or `{model}:predict`");
    }
    return new Segment.Variable(segment.substring(1, end), segment.substring(end + 1));
  }

  private static IllegalArgumentException refused(String text, String expected) {
    return new IllegalArgumentException("path: " + text + " (expected: " + expected + ")");
  }
}
