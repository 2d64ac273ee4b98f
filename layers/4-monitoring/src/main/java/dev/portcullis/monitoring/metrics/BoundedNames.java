package dev.portcullis.monitoring.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The first names that were seen, up to a number; whoever comes later is {@code other}. */
final class BoundedNames {

  static final String OTHER = "other";

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final int most;

  BoundedNames(int most) {
    this.most = most;
  }

  String label(String name) {
    if (names.contains(name)) {
      return name;
    }
    return admit(name);
  }

  private synchronized String admit(String name) {
    return names.contains(name) || (names.size() < most && names.add(name)) ? name : OTHER;
  }
}
