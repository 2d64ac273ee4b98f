package dev.portcullis.gateway.authz;

import dev.portcullis.kernel.Identity;
import dev.portcullis.kernel.Proof;
import dev.portcullis.kernel.call.ModelRef;
import dev.portcullis.kernel.call.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Policies, callers and requests of a small world, so that names and patterns often meet: the same
 * ones for the same seed.
 */
final class Worlds {

  private static final int MAX_RULES = 4;
  private static final int MAX_NAMES = 3;
  private static final List<String> NAMES = List.of("a", "b", "ab", "aba", "b:1", "");
  private static final List<String> VERSIONS = List.of("", "", "1", "2", "12", "1:2");
  private static final List<String> PATTERNS =
      List.of(
          "*", "a", "b", "ab", "a*", "*b", "a*a", "*b*", "b:1", "a:1", "a:*", "*:2", "*1", "**");
  private static final List<String> CLIENTS = List.of("a", "b", "ab");
  private static final List<String> CLIENT_PATTERNS = List.of("*", "a", "b", "a*", "*b", "c");
  private static final List<String> SCOPES =
      List.of(
          "inference:*",
          "inference:predict",
          "inference:describe",
          "training:*",
          "training:upload",
          "model:*",
          "model:list");
  private static final List<String> ODD_SCOPES = List.of("*", "openid", "inference:", "model");
  private static final Operation[] OPERATIONS = Operation.values();

  private final SplittableRandom random;

  private Worlds(SplittableRandom random) {
    this.random = random;
  }

  static Worlds seeded(long seed) {
    return new Worlds(new SplittableRandom(seed));
  }

  ModelAccessSettings policy() {
    Optional<List<AccessRule>> rules =
        random.nextInt(4) == 0 ? Optional.empty() : Optional.of(some(MAX_RULES, this::rule));
    return new ModelAccessSettings(
        random.nextInt(3) == 0 ? some(MAX_NAMES, () -> oneOf(PATTERNS)) : List.of("*"), rules);
  }

  AccessRule rule() {
    return new AccessRule(
        some(2, () -> oneOf(CLIENT_PATTERNS)),
        some(2, () -> oneOf(CLIENT_PATTERNS)),
        some(MAX_NAMES, () -> oneOf(PATTERNS)),
        some(MAX_NAMES, () -> oneOf(SCOPES)));
  }

  Identity caller() {
    var client = oneOf(CLIENTS);
    return new Identity(
        "subject",
        "credential",
        oneOf(CLIENTS),
        some(MAX_NAMES, () -> oneOf(PATTERNS)),
        some(MAX_NAMES, this::scope),
        "",
        new Proof("issuer", client, "", Instant.EPOCH, Instant.MAX));
  }

  ModelRef model() {
    return new ModelRef(oneOf(NAMES), oneOf(VERSIONS));
  }

  Operation operation() {
    return OPERATIONS[random.nextInt(OPERATIONS.length)];
  }

  private String scope() {
    return random.nextInt(8) == 0 ? oneOf(ODD_SCOPES) : oneOf(SCOPES);
  }

  private <T> List<T> some(int most, Supplier<T> one) {
    var count = 1 + random.nextInt(most);
    var some = new ArrayList<T>(count);
    for (int i = 0; i < count; i++) {
      some.add(one.get());
    }
    return some;
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
