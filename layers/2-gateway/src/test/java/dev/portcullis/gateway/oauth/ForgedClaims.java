package dev.portcullis.gateway.oauth;

import dev.portcullis.gateway.oauth.ForgedTokens.Forged;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Well-signed claims of another issuer, for another audience, of another time, of another kind. */
record ForgedClaims(ForgedTokens tokens) {

  List<Forged> all() {
    var all = new ArrayList<Forged>();
    all.addAll(issuers());
    all.addAll(audiences());
    all.addAll(ends());
    all.addAll(beginnings());
    all.addAll(otherKinds());
    all.addAll(names());
    return all;
  }

  private List<Forged> issuers() {
    var issuer = tokens.issuer();
    var all =
        new ArrayList<>(
            tokens.claims(
                "iss",
                "",
                issuer + "/",
                issuer + "/realms/a",
                issuer.toUpperCase(Locale.ROOT),
                issuer.replace("http", "https"),
                issuer.substring(0, issuer.length() - 1),
                issuer + " ",
                "https://evil.example",
                "test",
                1,
                List.of(issuer),
                Map.of("iss", issuer)));
    all.add(new Forged("iss: absent", tokens.good().without("iss").text()));
    all.add(new Forged("iss: null", withNull("iss")));
    return all;
  }

  private List<Forged> audiences() {
    var all =
        new ArrayList<>(
            tokens.claims(
                "aud",
                "",
                "other",
                "portculli",
                "portcullis ",
                " portcullis",
                "Portcullis",
                "portcullis,other",
                "portcullis other",
                "*",
                1,
                true,
                List.of(),
                List.of("other"),
                List.of("portcullis", 1),
                List.of(List.of("portcullis")),
                Map.of("aud", "portcullis"),
                Collections.nCopies(17, "portcullis")));
    all.add(new Forged("aud: absent", tokens.good().without("aud").text()));
    all.add(new Forged("aud: null", withNull("aud")));
    return all;
  }

  private List<Forged> ends() {
    var now = tokens.now().getEpochSecond();
    var all =
        new ArrayList<>(
            tokens.claims(
                "exp",
                now - 1,
                now,
                0,
                -1,
                now + 0.5,
                String.valueOf(now + 1800),
                (now + 1800) * 1000,
                now + 14 * 60,
                now + 60 * 60 + 1,
                true,
                List.of(now + 1800),
                BigInteger.TWO.pow(64),
                1e300));
    all.add(new Forged("exp: absent", tokens.good().without("exp").text()));
    all.add(new Forged("exp: null", withNull("exp")));
    all.add(
        new Forged(
            "exp: passed within the skew",
            tokens.good().claim("iat", now - 1810).claim("exp", now - 10).text()));
    all.add(
        new Forged(
            "exp: a day of life",
            tokens.good().claim("iat", now - 80_000).claim("exp", now + 6_400).text()));
    return all;
  }

  private List<Forged> beginnings() {
    var now = tokens.now().getEpochSecond();
    var all =
        new ArrayList<>(
            tokens.claims("iat", now + 31, now + 1801, 0, -1, now + 0.5, "" + now, true));
    all.addAll(
        tokens.claims("nbf", now + 31, now + 0.5, -1, "" + now, false, BigInteger.TWO.pow(70)));
    all.add(new Forged("iat: absent", tokens.good().without("iat").text()));
    all.add(new Forged("nbf: null", withNull("nbf")));
    return all;
  }

  private List<Forged> otherKinds() {
    var all = new ArrayList<Forged>();
    for (var mark : List.of("nonce", "at_hash", "c_hash", "s_hash")) {
      all.addAll(tokens.claims(mark, "abc"));
    }
    all.addAll(tokens.claims("typ", "ID", "Refresh", "Offline", "Logout", "", 1));
    return all;
  }

  private List<Forged> names() {
    var all =
        new ArrayList<>(
            tokens.claims("sub", "", 1, true, "a".repeat(257), "a\nb", "a\0b", "a b", "аlice"));
    all.addAll(tokens.claims("sub", "client/notebook", "client/"));
    all.addAll(tokens.claims("jti", "", 1, "a".repeat(257), "a\r\nb", List.of("a")));
    all.addAll(tokens.claims("client_id", "", 1, List.of("notebook"), "a\tb"));
    all.add(new Forged("neither sub nor client", tokens.good().without("sub", "client_id").text()));
    return all;
  }

  private String withNull(String claim) {
    var good = tokens.good().claim(claim, "x-null-x");
    return good.signed(good.headerJson(), good.claimsJson().replace("\"x-null-x\"", "null"));
  }
}
