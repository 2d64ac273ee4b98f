package dev.portcullis.edge.http.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A place in the tree of segments, and what leads on from it. Filled once, then only read. */
final class Junction {
  private final Map<String, Junction> literals = new HashMap<>();
  private final List<Branch> variables = new ArrayList<>(1);
  private final List<EdgeRoute> here = new ArrayList<>(1);
  private final List<EdgeRoute> below = new ArrayList<>(1);
  private int depth;

  private record Branch(String suffix, Junction next) {}

  void add(EdgeRoute route) {
    var junction = this;
    depth = Math.max(depth, route.path().segments().size());
    for (var segment : route.path().segments()) {
      junction =
          switch (segment) {
            case PathPattern.Segment.Literal(var text) ->
                junction.literals.computeIfAbsent(text, _ -> new Junction());
            case PathPattern.Segment.Variable(_, var suffix) -> junction.branch(suffix);
          };
    }
    switch (route.path().reach()) {
      case EXACT -> junction.here.add(route);
      case BELOW -> junction.below.add(route);
    }
  }

  /** How many segments the longest pattern has. */
  int depth() {
    return depth;
  }

  /** The routes of the best match, empty where there is none; fills {@code captured} on the way. */
  List<EdgeRoute> find(List<String> segments, int at, String[] captured, int count) {
    if (at == segments.size()) {
      return here.isEmpty() ? below : here;
    }
    var segment = segments.get(at);
    var literal = literals.get(segment);
    if (literal != null) {
      var found = literal.find(segments, at + 1, captured, count);
      if (!found.isEmpty()) {
        return found;
      }
    }
    for (var branch : variables) {
      if (segment.length() > branch.suffix.length() && segment.endsWith(branch.suffix)) {
        var found = branch.next.find(segments, at + 1, captured, count + 1);
        if (!found.isEmpty()) {
          captured[count] = segment.substring(0, segment.length() - branch.suffix.length());
          return found;
        }
      }
    }
    return below;
  }

  private Junction branch(String suffix) {
    for (var branch : variables) {
      if (branch.suffix.equals(suffix)) {
        return branch.next;
      }
    }
    var branch = new Branch(suffix, new Junction());
    variables.add(branch);
    variables.sort(Comparator.comparingInt((Branch b) -> b.suffix.length()).reversed());
    return branch.next;
  }
}
