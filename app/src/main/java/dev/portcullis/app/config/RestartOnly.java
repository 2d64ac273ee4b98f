package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Problems;
import dev.portcullis.app.config.binding.Tree;
import java.util.List;
import java.util.function.Function;

/**
 * What a gateway that serves cannot change: where it listens, where it keeps data, how it records
 * and with whom it counts. Connections, open files and counts hang on these.
 */
final class RestartOnly {

  private record Part(String key, Function<Configuration, Object> value) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("data", Configuration::data),
          new Part("listeners", Configuration::listeners),
          new Part("admin", Configuration::admin),
          new Part("audit", Configuration::audit),
          new Part("redis", Configuration::redis),
          new Part("store", Configuration::store),
          new Part("rotation", Configuration::rotation),
          new Part("issuers", Configuration::issuers),
          new Part("quarantine", Configuration::quarantine));

  private RestartOnly() {}

  static void check(Configuration inForce, Configuration next, Tree tree, Problems problems) {
    for (var part : PARTS) {
      if (!part.value().apply(inForce).equals(part.value().apply(next))) {
        problems.at(
            tree.placeOf("/" + part.key()),
            "`" + part.key() + "` changes only at a restart (expected: as it is in force)");
      }
    }
  }
}
