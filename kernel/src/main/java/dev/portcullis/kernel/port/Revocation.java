package dev.portcullis.kernel.port;

import dev.portcullis.kernel.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Credentials that count no longer, though they have not ended by themselves.
 *
 * @param target which ones
 * @param issuedBefore only those that were issued before; {@link #ALWAYS} for all of them
 * @param until when all of them have ended by themselves, so that it can be forgotten
 * @param why for the audit: bounded words of the operator's or the playbook's
 */
public record Revocation(Target target, Instant issuedBefore, Instant until, String why) {

  /** A day that is kept in milliseconds, and that nobody sees. */
  public static final Instant ALWAYS = Instant.parse("9999-12-31T00:00:00Z");

  /** No key of ours lives longer. */
  public static final Duration LONGEST_KEY_LIFE = Duration.ofDays(366);

  /** Tokens live for an hour; this is for issuers that are asked about each, and their clocks. */
  public static final Duration LONGEST_TOKEN_LIFE = Duration.ofDays(1);

  static final int MAX_NAME_CHARS = 256;
  static final int MAX_WHY_CHARS = 200;

  /** What a revocation is of. */
  public enum Kind {
    /** One API key, by its id. */
    KEY,
    /** One token, by its {@code jti}. */
    TOKEN,
    /** Everything that was given to an application. */
    CLIENT,
    /** Everything that speaks for a subject. */
    SUBJECT,
    /** Everything that an issuer signed with one of its keys. */
    ISSUER_KEY,
    /** Everything of an issuer. */
    ISSUER;

    /** As people write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One key, token, client, subject, issuer's key or issuer.
   *
   * @param issuer the issuer of whom it is one, empty for any
   * @param name its name; for an issuer the issuer itself
   */
  public record Target(Kind kind, String issuer, String name) {

    public Target {
      refuseOddName("name", name);
      if (!issuer.isEmpty()) {
        refuseOddName("issuer", issuer);
      }
      if (kind == Kind.ISSUER_KEY && issuer.isEmpty()) {
        throw new IllegalArgumentException("issuer: none (expected: whose key " + name + " is)");
      }
    }

    public static Target key(String id) {
      return new Target(Kind.KEY, "", id);
    }

    public static Target issuer(String issuer) {
      return new Target(Kind.ISSUER, "", issuer);
    }

    /** The same target, at any issuer. */
    public Target anywhere() {
      return new Target(kind, "", name);
    }
  }

  public Revocation {
    if (why.length() > MAX_WHY_CHARS || !why.chars().allMatch(Revocation::isShown)) {
      throw new IllegalArgumentException(
          "why: "
              + why.length()
              + " characters (expected: at most "
              + MAX_WHY_CHARS
              + ", printed)");
    }
  }

  /** Takes back what the target names, now and as long as any of it could live. */
  public static Revocation of(Target target, Instant now, String why) {
    var until =
        switch (target.kind()) {
          case KEY -> now.plus(LONGEST_KEY_LIFE);
          case TOKEN -> now.plus(LONGEST_TOKEN_LIFE);
          // They can be given new credentials, or sign them, for ever.
          case CLIENT, SUBJECT, ISSUER_KEY, ISSUER -> ALWAYS;
        };
    return new Revocation(target, ALWAYS, until, why);
  }

  /** Takes back what was issued to the target before that time, and nothing that is newer. */
  public static Revocation before(Instant time, Target target, String why) {
    return new Revocation(target, time, time.plus(LONGEST_KEY_LIFE), why);
  }

  /** Whether this credential, which the target names, is old enough. */
  public boolean covers(Proof proof) {
    return issuedBefore.equals(ALWAYS) || proof.issuedAt().isBefore(issuedBefore);
  }

  /** Whether it may be forgotten. */
  public boolean isOver(Instant now) {
    return !now.isBefore(until);
  }

  /** One that takes back what either does: a later one never gives back what an earlier took. */
  public Revocation and(Revocation earlier) {
    return new Revocation(
        target,
        later(issuedBefore, earlier.issuedBefore),
        later(until, earlier.until),
        why.isEmpty() ? earlier.why : why);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static void refuseOddName(String what, String name) {
    if (name.isEmpty()
        || name.length() > MAX_NAME_CHARS
        || !name.chars().allMatch(Revocation::isShown)) {
      throw new IllegalArgumentException(
          what + ": expected: 1.." + MAX_NAME_CHARS + " printed characters");
    }
  }

  private static boolean isShown(int c) {
    return c >= ' ' && c != 0x7f && !Character.isISOControl(c);
  }
}
