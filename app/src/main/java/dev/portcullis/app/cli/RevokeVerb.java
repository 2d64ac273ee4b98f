package dev.portcullis.app.cli;

import dev.portcullis.gateway.apikey.KeyId;
import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocation.Kind;
import dev.portcullis.kernel.port.Revocation.Target;
import dev.portcullis.kernel.port.Revocations;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code revoke}: takes credentials back, on every gateway, within a second. */
@Command(
    name = "revoke",
    description = {
      "Takes credentials back before they end; every gateway refuses them within a second.",
      "Example: portcullis revoke subject alice --why \"left the company\""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "key|token|client|subject|issuer-key|before|lift|list")
final class RevokeVerb {

  private final Shell shell;

  RevokeVerb(Shell shell) {
    this.shell = shell;
  }

  /** Why, for the record. */
  static final class WhyOption {
    @Option(names = "--why", paramLabel = "TEXT", description = "For the record.")
    private String text = "by hand";
  }

  /** Whose it is. */
  static final class IssuerOption {
    @Option(names = "--issuer", paramLabel = "URL", description = "Whose; absent: anybody's.")
    private String url = "";
  }

  /** What was issued to whom. */
  static final class Holder {
    @Option(names = "--subject", paramLabel = "NAME", required = true)
    private String subject = "";

    @Option(names = "--client", paramLabel = "NAME", required = true)
    private String client = "";

    @Option(names = "--issuer", paramLabel = "URL", required = true)
    private String issuer = "";

    Target target() {
      if (!subject.isEmpty()) {
        return new Target(Kind.SUBJECT, "", subject);
      }
      return client.isEmpty() ? Target.issuer(issuer) : new Target(Kind.CLIENT, "", client);
    }
  }

  @Command(
      name = "key",
      description = "Takes an API key back, for good.",
      mixinStandardHelpOptions = true)
  int key(
      @Parameters(paramLabel = "ID", description = "The key's id, as keys list shows it.")
          String id,
      @Mixin WhyOption why,
      @Mixin CommonsOptions options)
      throws IOException {
    return revokeKey(shell, id, why.text, options);
  }

  /** The one road on which a key is taken back, whichever verb asks for it. */
  static int revokeKey(Shell shell, String id, String why, CommonsOptions options)
      throws IOException {
    try (var commons = options.open(shell);
        var revocations = commons.revocations()) {
      var revoked = commons.revokeKey(new KeyId(id), revocations, why);
      shell.say("revoked " + revoked.id() + " of " + revoked.grant().subject());
      return Exit.WELL.code();
    }
  }

  @Command(name = "token", description = "Takes one token back.", mixinStandardHelpOptions = true)
  int token(
      @Parameters(paramLabel = "JTI", description = "The token's jti.") String jti,
      @Mixin IssuerOption issuer,
      @Mixin WhyOption why,
      @Mixin CommonsOptions options)
      throws IOException {
    return revoke(new Target(Kind.TOKEN, issuer.url, jti), why, options);
  }

  @Command(
      name = "client",
      description = "Refuses everything that was or will be given to an application.",
      mixinStandardHelpOptions = true)
  int client(
      @Parameters(paramLabel = "NAME", description = "The application's client id.") String name,
      @Mixin IssuerOption issuer,
      @Mixin WhyOption why,
      @Mixin CommonsOptions options)
      throws IOException {
    return revoke(new Target(Kind.CLIENT, issuer.url, name), why, options);
  }

  @Command(
      name = "subject",
      description = "Refuses everything that speaks or will speak for a subject.",
      mixinStandardHelpOptions = true)
  int subject(
      @Parameters(paramLabel = "NAME", description = "Who, as the ledger says it.") String name,
      @Mixin IssuerOption issuer,
      @Mixin WhyOption why,
      @Mixin CommonsOptions options)
      throws IOException {
    return revoke(new Target(Kind.SUBJECT, issuer.url, name), why, options);
  }

  @Command(
      name = "issuer-key",
      description = "Refuses everything that an issuer signed with one of its keys.",
      mixinStandardHelpOptions = true)
  int issuerKey(
      @Parameters(paramLabel = "KID", description = "The key's kid.") String kid,
      @Mixin IssuerOption issuer,
      @Mixin WhyOption why,
      @Mixin CommonsOptions options)
      throws IOException {
    return revoke(new Target(Kind.ISSUER_KEY, issuer.url, kid), why, options);
  }

  @Command(
      name = "before",
      description = "Takes back what was issued before a time, and nothing newer.",
      mixinStandardHelpOptions = true)
  int before(
      @Parameters(paramLabel = "TIME", description = "Such as 2026-01-31T12:00:00Z, or now.")
          String time,
      @ArgGroup(multiplicity = "1") Holder holder,
      @Mixin WhyOption why,
      @Mixin CommonsOptions options)
      throws IOException {
    var before = time.equals("now") ? Instant.now() : Instant.parse(time);
    return revoke(Revocation.before(before, holder.target(), why.text), options);
  }

  @Command(
      name = "lift",
      description = "Gives back what was taken; a key never.",
      mixinStandardHelpOptions = true)
  int lift(
      @Parameters(paramLabel = "KIND", description = "token, client, subject, issuer-key, issuer.")
          String kind,
      @Parameters(paramLabel = "NAME", description = "As list shows it.") String name,
      @Mixin IssuerOption issuer,
      @Mixin CommonsOptions options)
      throws IOException {
    var target = new Target(kind(kind), issuer.url, name);
    return with(
        options,
        revocations -> {
          if (revocations.inForce().stream().noneMatch(there -> there.target().equals(target))) {
            throw new Complaint("no " + kind + " " + name + " is revoked (see `revoke list`)");
          }
          revocations.lift(target);
          shell.say("lifted " + kind + " " + name);
        });
  }

  private static Kind kind(String word) {
    for (var kind : Kind.values()) {
      if (kind.word().equals(word.toLowerCase(Locale.ROOT)) && kind != Kind.KEY) {
        return kind;
      }
    }
    throw new Complaint(
        word + " (expected: token | client | subject | issuer-key | issuer; a key is made anew)");
  }

  @Command(
      name = "list",
      description = "Lists what is taken back now.",
      mixinStandardHelpOptions = true)
  int list(@Mixin CommonsOptions options) throws IOException {
    return with(
        options,
        revocations -> {
          shell.say(ROW.formatted("KIND", "NAME", "ISSUED BEFORE", "UNTIL", "ISSUER", "WHY"));
          revocations.inForce().stream()
              .sorted(Comparator.comparing((Revocation r) -> r.target().kind()))
              .forEach(this::show);
        });
  }

  private static final String ROW = "%-10s  %-28s %-20s  %-10s  %-28s %s";

  private void show(Revocation revocation) {
    var target = revocation.target();
    var always = revocation.issuedBefore().equals(Revocation.ALWAYS);
    var ends = !revocation.until().equals(Revocation.ALWAYS);
    shell.say(
        ROW.formatted(
            target.kind().word(),
            target.name(),
            always ? "any time" : revocation.issuedBefore().toString(),
            ends ? revocation.until().toString().substring(0, 10) : "lifted",
            target.issuer().isEmpty() ? "any" : target.issuer(),
            revocation.why()));
  }

  private int revoke(Target target, WhyOption why, CommonsOptions options) throws IOException {
    return revoke(Revocation.of(target, Instant.now(), why.text), options);
  }

  private int revoke(Revocation revocation, CommonsOptions options) throws IOException {
    return with(
        options,
        revocations -> {
          revocations.revoke(revocation);
          shell.say(
              "revoked " + revocation.target().kind().word() + " " + revocation.target().name());
        });
  }

  private int with(CommonsOptions options, Consumer<Revocations> work) throws IOException {
    try (var commons = options.open(shell);
        var revocations = commons.revocations()) {
      work.accept(revocations);
      return Exit.WELL.code();
    }
  }
}
