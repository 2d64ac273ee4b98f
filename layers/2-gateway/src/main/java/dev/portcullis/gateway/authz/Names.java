package dev.portcullis.gateway.authz;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names and patterns of names, told apart once: most are looked up, few are matched. */
final class Names {

  private final Set<String> exact;
  private final List<Glob> globs;

  private Names(Set<String> exact, List<Glob> globs) {
    this.exact = exact;
    this.globs = globs;
  }

  /** Names in which {@code *} stands for any characters. */
  static Names of(Collection<String> patterns) {
    var exact = new HashSet<String>();
    var globs = new ArrayList<Glob>();
    for (var pattern : patterns) {
      if (Glob.hasStar(pattern)) {
        globs.add(new Glob(pattern));
      } else {
        exact.add(pattern);
      }
    }
    return new Names(Set.copyOf(exact), List.copyOf(globs));
  }

  boolean contain(String name) {
    if (exact.contains(name)) {
      return true;
    }
    for (var glob : globs) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
