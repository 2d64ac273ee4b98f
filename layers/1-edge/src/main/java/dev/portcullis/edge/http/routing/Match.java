package dev.portcullis.edge.http.routing;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the routing table says of a path and a method. */
public sealed interface Match {
  /** This route, with what stood in the places that its pattern names. */
  record Found(EdgeRoute route, Map<String, String> variables) implements Match {}

  /** The path is known, but not with this method. */
  record WrongMethod(List<EdgeRoute> routes) implements Match {
    /** The methods that the path takes: HEAD wherever GET. */
    public SortedSet<String> allowed() {
      var methods = new TreeSet<String>();
      routes.forEach(route -> methods.add(route.method()));
      if (methods.contains("GET")) {
        methods.add("HEAD");
      }
      return methods;
    }
  }

  /** No route has this path. */
  record Unknown() implements Match {
    static final Unknown HERE = new Unknown();
  }
}
