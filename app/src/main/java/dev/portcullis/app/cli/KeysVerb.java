package dev.portcullis.app.cli;

import dev.portcullis.app.wiring.DataFolder;
import dev.portcullis.app.wiring.KeyFolder;
import dev.portcullis.gateway.apikey.Environment;
import dev.portcullis.gateway.apikey.Grant;
import dev.portcullis.gateway.apikey.KeyId;
import dev.portcullis.gateway.apikey.Keys;
import dev.portcullis.gateway.apikey.ListedKey;
import dev.portcullis.gateway.apikey.PepperFile.Purpose;
import dev.portcullis.gateway.apikey.ShownOnce;
import dev.portcullis.kernel.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
      @Mixin DataOption data)
      throws IOException {
    var folder = folder(data);
    var usual = folder.peppers().isDemo() ? Environment.DEMO : Environment.LIVE;
    var kind = environment == null ? usual : environment;
    return show(folder.keys().create(grant.grant(), kind, Duration.ofDays(days)));
  }

  @Command(
      name = "rotate",
      description = "Makes a key like an older one, which then ends.",
      mixinStandardHelpOptions = true)
  int rotate(
      @Parameters(paramLabel = "ID", description = "The key's id, as list shows it.") String id,
      @Option(
              names = "--overlap-days",
              defaultValue = "7",
              description = "How long the older one still works; default: ${DEFAULT-VALUE}")
          int days,
      @Mixin DataOption data)
      throws IOException {
    return show(keys(data).rotate(new KeyId(id), Duration.ofDays(days)));
  }

  @Command(
      name = "revoke",
      description = "Takes a key back, for good; it stops working within a second.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Parameters(paramLabel = "ID", description = "The key's id, as list shows it.") String id,
      @Mixin DataOption data)
      throws IOException {
    var revoked = keys(data).revoke(new KeyId(id));
    shell.say("revoked " + revoked.id() + " of " + revoked.grant().subject());
    return Exit.WELL.code();
  }

  @Command(
      name = "list",
      description = "Lists every key, never the keys themselves.",
      mixinStandardHelpOptions = true)
  int list(@Mixin DataOption data) throws IOException {
    var keys = keys(data).list();
    shell.say(
        "%-8s  %-5s %-20s %-10s %-8s  %-10s  %-16s %s"
            .formatted("ID", "KIND", "CLIENT", "TIER", "STATE", "EXPIRES", "LAST USED", "MODELS"));
    keys.forEach(this::showRow);
    return Exit.WELL.code();
  }

  private void showRow(ListedKey listed) {
    var key = listed.key();
    shell.say(
        "%-8s  %-5s %-20s %-10s %-8s  %-10s  %-16s %s"
            .formatted(
                key.id(),
                key.environment().word(),
                key.grant().subject(),
                key.grant().tier(),
                key.isLive(Instant.now())
                    ? "live"
                    : switch (key.state()) {
                      case ACTIVE -> "expired";
                      case REVOKED -> "revoked";
                    },
                key.life().expiresAt().toString().substring(0, 10),
                listed
                    .lastUsed()
                    .map(t -> t.truncatedTo(ChronoUnit.MINUTES).toString().substring(0, 16))
                    .orElse("never"),
                String.join(",", key.grant().models())));
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

  private static Keys keys(DataOption data) throws IOException {
    return folder(data).keys();
  }

  private static KeyFolder folder(DataOption data) throws IOException {
    return KeyFolder.open(DataFolder.open(data.path()), Purpose.OWN);
  }
}
