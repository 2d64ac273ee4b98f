package dev.portcullis.app.cli;

import dev.portcullis.gateway.apikey.Environment;
import dev.portcullis.gateway.apikey.Grant;
import dev.portcullis.gateway.apikey.KeyId;
import dev.portcullis.gateway.apikey.Keys;
import dev.portcullis.gateway.apikey.ListedKey;
import dev.portcullis.gateway.apikey.Rotation;
import dev.portcullis.gateway.apikey.ShownOnce;
import dev.portcullis.gateway.apikey.StoredKey;
import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.port.Revocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys}: makes API keys, lists them, and takes them back; the gateway may be running. */
@Command(
    name = "keys",
    description = "Creates, lists, rotates and revokes API keys.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "create|list|rotate|revoke")
final class KeysVerb {

  private final Shell shell;

  KeysVerb(Shell shell) {
    this.shell = shell;
  }

  /** What a new key may do. */
  static final class GrantOptions {
    @Parameters(paramLabel = "CLIENT", description = "Who the key is for.")
    private String client = "";

    @Option(names = "--tier", defaultValue = "default", description = "default: ${DEFAULT-VALUE}")
    private String tier = "default";

    @Option(
        names = "--model",
        paramLabel = "GLOB",
        defaultValue = "*",
        description = "A model that it may use; may be repeated. Default: ${DEFAULT-VALUE}")
    private List<String> models = List.of("*");

    @Option(
        names = "--scope",
        paramLabel = "SCOPE",
        defaultValue = "inference:*",
        description = "What it may do; may be repeated. Default: ${DEFAULT-VALUE}")
    private List<String> scopes = List.of("inference:*");

    @Option(
        names = "--across-planes",
        description = "Allows scopes of several planes (inference, training, model) in one key.")
    private boolean acrossPlanes;

    Grant grant() {
      var grant = new Grant(client, tier, models, scopes);
      return acrossPlanes ? grant : grant.onOnePlane();
    }
  }

  /** One key, or all that are due. */
  static final class Which {
    @Parameters(paramLabel = "ID", description = "The key's id, as list shows it.")
    private String id = "";

    @Option(names = "--due", description = "Every key that is used and ends soon.")
    private boolean due;
  }

  @Command(
      name = "create",
      description = "Makes a key and shows it, once.",
      mixinStandardHelpOptions = true)
  int create(
      @Mixin GrantOptions grant,
      @Option(
              names = "--env",
              paramLabel = "KIND",
              description = "live or test; default: live, or demo where `up` keeps its data")
          @Nullable Environment environment,
      @Option(names = "--days", defaultValue = "90", description = "default: ${DEFAULT-VALUE}")
          int days,
      @Mixin CommonsOptions options)
      throws IOException {
    try (var commons = options.open(shell)) {
      var folder = commons.keys();
      var usual = folder.peppers().isDemo() ? Environment.DEMO : Environment.LIVE;
      var kind = environment == null ? usual : environment;
      return show(folder.keys().create(grant.grant(), kind, Duration.ofDays(days)));
    }
  }

  @Command(
      name = "rotate",
      description = {
        "Makes a key like an older one, which then ends; shows it, once.",
        "With --due, for every key that is used and ends soon, each left in a file for its owner."
      },
      mixinStandardHelpOptions = true)
  int rotate(
      @ArgGroup(multiplicity = "1") Which which,
      @Option(
              names = "--overlap-days",
              defaultValue = "7",
              description = "How long both work, at most; default: ${DEFAULT-VALUE}")
          int days,
      @Option(
              names = "--to",
              paramLabel = "DIR",
              description = "Where --due leaves new keys; default: rotated, in the data folder")
          @Nullable Path folder,
      @Mixin CommonsOptions options)
      throws IOException {
    try (var commons = options.open(shell)) {
      var overlap = Duration.ofDays(days);
      return which.due
          ? rotateDue(commons.rotation(Optional.ofNullable(folder), overlap))
          : show(commons.keys().keys().rotate(new KeyId(which.id), overlap));
    }
  }

  private int rotateDue(Rotation rotation) {
    var rotated = rotation.run();
    rotated.forEach(pair ->
        shell.say(
            "%s: %s takes over from %s, which ends %s"
                .formatted(
                    pair.old().grant().subject(),
                    pair.fresh().id(),
                    pair.old().id(),
                    pair.old().life().expiresAt().truncatedTo(ChronoUnit.SECONDS))));
    shell.say(rotated.isEmpty() ? "no key is due" : "rotated " + rotated.size());
    return Exit.WELL.code();
  }

  @Command(
      name = "revoke",
      description = "Takes a key back, for good; it stops working within a second.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Parameters(paramLabel = "ID", description = "The key's id, as list shows it.") String id,
      @Mixin CommonsOptions options)
      throws IOException {
    return RevokeVerb.revokeKey(shell, id, "by hand", options);
  }

  @Command(
      name = "list",
      description = "Lists every key, never the keys themselves.",
      mixinStandardHelpOptions = true)
  int list(@Mixin CommonsOptions options) throws IOException {
    try (var commons = options.open(shell);
        var revocations = commons.revocations()) {
      var revoked =
          revocations.inForce().stream()
              .map(Revocation::target)
              .filter(target -> target.kind() == Revocation.Kind.KEY)
              .map(Revocation.Target::name)
              .collect(Collectors.toSet());
      show(commons.keys().keys().list(), revoked);
    }
    return Exit.WELL.code();
  }

  private static final String ROW = "%-8s  %-5s %-20s %-10s %-8s  %5s  %-10s  %-10s  %-16s %s";

  private void show(List<ListedKey> keys, Set<String> revoked) {
    shell.say(
        ROW.formatted(
            "ID",
            "KIND",
            "CLIENT",
            "TIER",
            "STATE",
            "DAYS",
            "DUE",
            "EXPIRES",
            "LAST USED",
            "MODELS"));
    for (var listed : keys) {
      var key = listed.key();
      shell.say(
          ROW.formatted(
              key.id(),
              key.environment().word(),
              key.grant().subject(),
              key.grant().tier(),
              state(key, revoked),
              Duration.between(key.life().notBefore(), Instant.now()).toDays(),
              day(key.life().endsSoonFrom(Keys.DEFAULT_OVERLAP)),
              day(key.life().expiresAt()),
              listed.lastUsed().map(KeysVerb::minute).orElse("never"),
              String.join(",", key.grant().models())));
    }
  }

  private static String state(StoredKey key, Set<String> revoked) {
    if (key.state() == StoredKey.State.REVOKED || revoked.contains(key.id().value())) {
      return "revoked";
    }
    return key.isLive(Instant.now()) ? "live" : "expired";
  }

  private static String day(Instant time) {
    return time.toString().substring(0, 10);
  }

  private static String minute(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES).toString().substring(0, 16);
  }

  private int show(ShownOnce made) {
    // The key alone on standard output, so that a script can take it.
    shell.say(new String(made.text().reveal(Secret.Purpose.SHOW_ONCE), StandardCharsets.US_ASCII));
    shell
        .err()
        .println(
            "key %s for %s, until %s. It is shown this once: keep it."
                .formatted(
                    made.key().id(),
                    made.key().grant().subject(),
                    made.key().life().expiresAt().truncatedTo(ChronoUnit.SECONDS)));
    return Exit.WELL.code();
  }
}
