package dev.portcullis.gateway.oauth;

import dev.portcullis.kernel.Secret;
import dev.portcullis.kernel.call.Plane;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An issuer of access tokens, and what its tokens have to be.
 *
 * @param name how controls refer to it
 * @param issuer what {@code iss} must say, to the letter
 * @param audiences of which {@code aud} must name one
 * @param form how its tokens are written
 * @param rules what they may say
 * @param keys where its keys are; empty where discovery says it
 * @param introspection how it is asked about opaque tokens; empty where it is not
 */
public record IssuerSettings(
    String name,
    URI issuer,
    Set<String> audiences,
    Form form,
    Rules rules,
    Optional<URI> keys,
    Optional<Client> introspection) {

  /**
   * How tokens are written.
   *
   * @param types what {@code typ} may say; the empty text stands for a token that says none
   * @param claimsPrefix what stands before the names of our claims
   * @param subjectPrefix what is put before {@code sub}, so that no subject is another issuer's or
   *     a key's
   */
  public record Form(
      Preset preset,
      Set<Algorithm> algorithms,
      Set<String> types,
      String claimsPrefix,
      String subjectPrefix) {
    public Form {
      algorithms = Set.copyOf(algorithms);
      types = types.isEmpty() ? preset.types() : normal(types);
      if (algorithms.isEmpty()) {
        throw new IllegalArgumentException("algorithms: none (expected: at least one)");
      }
    }

    private static Set<String> normal(Set<String> types) {
      return types.stream().map(JoseHeader::normalType).collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * What tokens may say.
   *
   * @param shortestLife of a token, from {@code iat} to {@code exp}
   * @param longestLife of a token
   * @param skew how far the issuer's clock may be ahead of ours
   * @param planes how many planes the scopes of one token may span
   * @param defaults what a token that says nothing of it is given
   */
  public record Rules(
      Duration shortestLife, Duration longestLife, Duration skew, Planes planes, Granted defaults) {

    static final Duration MIN_LIFE = Duration.ofMinutes(15);
    static final Duration MAX_LIFE = Duration.ofMinutes(60);
    static final Duration MAX_SKEW = Duration.ofSeconds(60);

    public Rules {
      requireWithin("shortest_life", shortestLife, MIN_LIFE, MAX_LIFE);
      requireWithin("longest_life", longestLife, shortestLife, MAX_LIFE);
      requireWithin("skew", skew, Duration.ZERO, MAX_SKEW);
      if (planes == Planes.ONE && Plane.spannedBy(defaults.scopes()).size() > 1) {
        throw new IllegalArgumentException("fallback: scopes of several planes (expected: one)");
      }
    }

    private static void requireWithin(String key, Duration value, Duration least, Duration most) {
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        throw new IllegalArgumentException(
            key
                + ": "
                + value.toSeconds()
                + "s (expected: "
                + least.toSeconds()
                + "s.."
                + most.toSeconds()
                + "s)");
      }
    }
  }

  /** How many planes the scopes of one token may span. */
  public enum Planes {
    ONE,
    /** A stolen token may then both use a model and change it. */
    SEVERAL
  }

  /**
   * Who we are when we ask the issuer about a token.
   *
   * @param endpoint where; empty where discovery says it
   * @param asked about which tokens
   */
  public record Client(String id, Secret secret, Optional<URI> endpoint, Asked asked) {}

  /** About which tokens an issuer is asked. */
  public enum Asked {
    /** Those that only it can read. */
    OPAQUE,
    /** Signed ones too: a session that ends at the issuer ends here within seconds. */
    ALL
  }

  public IssuerSettings {
    audiences = Set.copyOf(audiences);
    if (audiences.isEmpty()) {
      throw new IllegalArgumentException("audiences: none (expected: at least one)");
    }
    requirePlain("issuer", issuer);
    keys.ifPresent(uri -> requirePlain("jwks_uri", uri));
  }

  private static void requirePlain(String key, URI uri) {
    var isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!isWeb || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(key + ": (expected: https://host/path)");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(key + ": (expected: no query and no fragment)");
    }
  }
}
