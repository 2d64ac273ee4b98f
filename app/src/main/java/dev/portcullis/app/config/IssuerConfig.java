package dev.portcullis.app.config;

import dev.portcullis.app.config.binding.Default;
import dev.portcullis.app.config.binding.Says;
import dev.portcullis.edge.egress.Cidr;
import dev.portcullis.edge.egress.EgressSettings;
import dev.portcullis.gateway.oauth.Algorithm;
import dev.portcullis.gateway.oauth.Granted;
import dev.portcullis.gateway.oauth.IssuerSettings;
import dev.portcullis.gateway.oauth.Preset;
import dev.portcullis.kernel.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An issuer of access tokens. */
public record IssuerConfig(
    @Says("Its name, for policies.") String name,
    @Says("What `iss` says, to the letter; discovery starts there.") URI issuer,
    @Says("How issuers of its make write tokens.") @Default("rfc9068") Preset preset,
    @Says("Of these a token's `aud` must name one.") List<String> audiences,
    @Says("How its tokens may be signed; absent: in any of these ways, none of them HMAC.")
        List<Algorithm> algorithms,
    @Says("What `typ` may say, `none` for nothing; absent: what the preset does.")
        List<String> types,
    @Says("Where its keys are; absent: where discovery says, at the issuer's own origin.")
        Optional<URI> jwksUri,
    @Says("The block its addresses are in, where they are not public, such as 127.0.0.1/32.")
        Optional<String> network,
    @Says("Certificate authorities of its own, PEM; absent: the system's.") List<Path> authorities,
    @Says("The shortest life of a token, from `iat` to `exp`: 15m or more.") @Default("15m")
        Duration shortestLife,
    @Says("The longest: 60m or less.") @Default("60m") Duration longestLife,
    @Says("How far its clock may be ahead of ours: 60s or less.") @Default("30s") Duration skew,
    @Says("How many of inference, training and model the scopes of one token may span.")
        @Default("one")
        IssuerSettings.Planes planes,
    @Says("What stands before the names of our claims, such as https://example.com/.")
        Optional<String> claimsPrefix,
    @Says(
            "A name and `:`, put before `sub`, so that no caller is taken for another issuer's or a"
                + " key's; absent: the issuer's name.")
        Optional<String> subjectPrefix,
    @Says("What a token that says nothing of it is given.") Fallback fallback,
    @Says("How the issuer is asked about tokens; absent: opaque ones are refused.")
        Optional<Introspection> introspection) {

  private static final String NO_TYPE = "none";
  private static final String PREFIX_END = ":";
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  /** What a token that says nothing of it is given. */
  public record Fallback(
      @Says("The tier.") @Default("default") String tier,
      @Says("Models: names, globs or name:version.") List<String> models,
      @Says("Scopes, of one plane.") List<String> scopes,
      @Says("The spend quota; absent: the tier's.") Optional<String> quota) {
    public Fallback {
      models = List.copyOf(models);
      scopes = List.copyOf(scopes);
    }
  }

  /** Who we are when we ask about a token. */
  public record Introspection(
      @Says("Our client id at the issuer.") String clientId,
      @Says("Our client secret.") Secret clientSecret,
      @Says("Where to ask; absent: where discovery says.") Optional<URI> endpoint,
      @Says("About which tokens: those that only it can read, or signed ones too.")
          @Default("opaque")
          IssuerSettings.Asked asked) {}

  public IssuerConfig {
    Names.checked("name", name);
    subjectPrefix.ifPresent(IssuerConfig::requirePrefix);
    audiences = List.copyOf(audiences);
    algorithms = List.copyOf(algorithms);
    types = List.copyOf(types);
    authorities = List.copyOf(authorities);
  }

  /** The same as the gateway takes it. */
  public IssuerSettings settings() {
    var form =
        new IssuerSettings.Form(
            preset,
            algorithms.isEmpty() ? Set.of(Algorithm.values()) : Set.copyOf(algorithms),
            writtenTypes(),
            claimsPrefix.orElse(""),
            prefix());
    var granted =
        new Granted(
            fallback.tier(), fallback.models(), fallback.scopes(), fallback.quota().orElse(""));
    return new IssuerSettings(
        name,
        issuer,
        new LinkedHashSet<>(audiences),
        form,
        new IssuerSettings.Rules(shortestLife, longestLife, skew, planes, granted),
        jwksUri,
        introspection.map(i ->
            new IssuerSettings.Client(i.clientId(), i.clientSecret(), i.endpoint(), i.asked())));
  }

  /** What its callers' names begin with, and nobody else's. */
  String prefix() {
    return subjectPrefix.orElse(name + PREFIX_END);
  }

  /** One name and its end: no prefix is empty, and none is the beginning of another. */
  private static void requirePrefix(String prefix) {
    if (!prefix.endsWith(PREFIX_END)) {
      throw new IllegalArgumentException(
          "subject_prefix: `" + prefix + "` (expected: a name and `" + PREFIX_END + "`)");
    }
    Names.checked("subject_prefix", prefix.substring(0, prefix.length() - PREFIX_END.length()));
  }

  /** The way to it, and to nowhere else. */
  public EgressSettings egress() {
    var block = network.map(Cidr::parse);
    requireSecret(block);
    var exceptions =
        block.stream()
            .flatMap(
                cidr -> places().map(uri -> new EgressSettings.Allow(host(uri), port(uri), cidr)))
            .distinct()
            .toList();
    var schemes = new LinkedHashSet<String>();
    places().forEach(uri -> schemes.add(String.valueOf(uri.getScheme())));
    var ports = new LinkedHashSet<Integer>();
    if (block.isEmpty()) {
      places().forEach(uri -> ports.add(port(uri)));
    }
    return new EgressSettings(schemes, ports, exceptions, authorities);
  }

  /** What comes without TLS may come from anybody, but on this machine itself. */
  private void requireSecret(Optional<Cidr> block) {
    var onThisMachine = block.filter(cidr -> cidr.network().isLoopbackAddress()).isPresent();
    if (!onThisMachine && places().anyMatch(uri -> !"https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException(
          "issuer: no https (expected: https, but for a `network` of this machine alone)");
    }
  }

  private Stream<URI> places() {
    return Stream.of(Optional.of(issuer), jwksUri, introspection.flatMap(Introspection::endpoint))
        .flatMap(Optional::stream);
  }

  private Set<String> writtenTypes() {
    var written = new LinkedHashSet<String>();
    types.forEach(type -> written.add(type.equals(NO_TYPE) ? "" : type));
    return written;
  }

  private static String host(URI uri) {
    var host = String.valueOf(uri.getHost());
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(URI uri) {
    var usual = "https".equals(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    return uri.getPort() < 0 ? usual : uri.getPort();
  }
}
